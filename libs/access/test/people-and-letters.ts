import type { LetterCopy, StaffCopy } from '../src/index.js';

/** A day, in milliseconds. */
export const day = 86_400_000;
/** The county of the hall. */
export const region = '530129';
const person = (staffId: string, more: Partial<StaffCopy> = {}): StaffCopy => ({
  staffId,
  organisationId: 'hall',
  name: staffId,
  roles: ['window-clerk'],
  state: 'active',
  region,
  version: 1,
  ...more,
});
const chief = { organisationId: 'dept-mz', roles: ['chief-representative'] };
/** People of the hall and of departments, each with a role, a region or an end of their own. */
export const staff = [
  person('clerk'),
  person('retired', { state: 'ended' }),
  person('reviewer', { organisationId: 'dept-mz', roles: ['reviewer'] }),
  person('both', { roles: ['issue-clerk', 'window-clerk'] }),
  person('city-clerk', { region: '5301' }),
  person('far-clerk', { region: '530181' }),
  person('clerk-elsewhere', { organisationId: 'other-hall' }),
  person('chief', chief),
  person('chief-2', chief),
  person('weak-chief', chief),
  person('chief-sj', { ...chief, organisationId: 'dept-sj' }),
];

const now = Date.now();
const letter = (letterId: string, more: Partial<LetterCopy> = {}): LetterCopy => ({
  letterId,
  kind: 'acceptance-delegation',
  letterNumber: letterId,
  departmentId: 'dept-mz',
  hallId: 'hall',
  staffId: '',
  itemIds: [],
  powers: [],
  validFrom: new Date(now - 10 * day),
  validUntil: new Date(now + 10 * day),
  revokedAt: null,
  region,
  version: 3,
  ...more,
});
const authorisation = { kind: 'chief-authorisation', hallId: '', staffId: 'chief', powers: ['decide', 'extend'] };
/** Letters of every kind, valid and not. */
export const letters = [
  letter('whole'),
  letter('of-list', { departmentId: 'dept-sj', itemIds: ['SJ04', 'SJ05'] }),
  letter('not-yet', { departmentId: 'dept-1', validFrom: new Date(now + day) }),
  letter('no-more', { departmentId: 'dept-2', validUntil: new Date(now - day) }),
  letter('revoked', { departmentId: 'dept-3', revokedAt: new Date(now - day) }),
  letter('to-be-revoked', { departmentId: 'dept-4', revokedAt: new Date(now + day) }),
  letter('unheard', { departmentId: 'dept-5', kind: 'unknown' }),
  letter('dead', { departmentId: 'dept-6', validUntil: new Date(now - day) }),
  letter('living', { departmentId: 'dept-6' }),
  letter('of-chief', authorisation),
  letter('of-chief-2', { ...authorisation, staffId: 'chief-2' }),
  letter('of-weak-chief', { ...authorisation, staffId: 'weak-chief', powers: ['extend'] }),
];

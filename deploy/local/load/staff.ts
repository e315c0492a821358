import { creditCodeCheckDigit } from '#lib/identifiers';
import { demonstrationIdNumber, hallId, region } from '../seed/hall.js';

/** How many of each work during a load: windows share the queue, nobody decides what they accepted. */
const clerks = 6;
const issuers = 3;
const cashiers = 3;
const managers = 2;
const chiefsEach = 2;
const reviewersEach = 2;
const citizensCount = 6;
const firmsCount = 4;

/** The departments that decide cases of the load. */
export const loadDepartments = ['sj', 'yc', 'jt', 'ga', 'ga-jj', 'ga-crj', 'cg', 'xf'] as const;

/** One of them. */
export type LoadDepartment = (typeof loadDepartments)[number];

/** The departments whose reviewers give opinions, or contact who rated badly. */
export const reviewingDepartments = ['sj', 'yc', 'jt', 'cg', 'xf', 'wj'] as const;

/** One of them. */
export type ReviewingDepartment = (typeof reviewingDepartments)[number];

const numbered = (many: number, name: string): string[] =>
  Array.from({ length: many }, (_, at) => `load-${name}-${at + 1}`);

/** Logins of the clerks who take in. */
export const clerkLogins = numbered(clerks, 'clerk');
/** Logins at the issue desk. */
export const issuerLogins = numbered(issuers, 'issue');
/** Logins of the cashiers: who billed does not approve the refund. */
export const cashierLogins = numbered(cashiers, 'cashier');
/** Logins of the hall's managers. */
export const managerLogins = numbered(managers, 'manager');
/** Logins of a department's reviewers. */
export const reviewerLogins = (department: ReviewingDepartment): string[] =>
  numbered(reviewersEach, `reviewer-${department}`);
/** Logins of a department's chiefs. */
export const chiefLogins = (department: LoadDepartment): string[] => numbered(chiefsEach, `chief-${department}`);

/** Citizens of the load, who may sign in. */
export const loadCitizens = numbered(citizensCount, 'citizen').map((personId, at) => ({
  personId,
  name: `测试${'甲乙丙丁戊己'[at] ?? '某'}`,
  idNumber: demonstrationIdNumber('1991-06-01', 101 + at),
  phone: `1380000${String(1_000 + at)}`,
}));

/** Firms that apply, with valid, invented credit codes; nobody signs in for them. */
export const loadFirms = Array.from({ length: firmsCount }, (_, at) => {
  const first17 = `91${region}MA${String(7_000_001 + at)}`;
  return {
    name: `示范并发餐饮旅店${'甲乙丙丁'[at] ?? '某'}有限公司`,
    creditCode: first17 + creditCodeCheckDigit(first17),
    phone: `1390000${String(1_000 + at)}`,
  };
});

/** Everybody of the load as identity’s seed wants them, with the letters of the chiefs. */
export function loadPeople(password: string): object {
  const desk = (logins: string[], role: string, name: string): object[] =>
    logins.map((login, at) => staffMember(login, hallId, `${name}${at + 1}`, role, password));
  const chiefs = loadDepartments.flatMap((code) => chiefLogins(code).map((login, at) => ({ login, code, at })));
  return {
    organisations: [],
    staff: [
      ...desk(clerkLogins, 'window-clerk', '并发受理'),
      ...desk(issuerLogins, 'issue-clerk', '并发出件'),
      ...desk(cashierLogins, 'cashier', '并发收费'),
      ...desk(managerLogins, 'hall-manager', '并发主任'),
      ...reviewingDepartments.flatMap((code) =>
        reviewerLogins(code).map((login, at) =>
          staffMember(login, `dept-${code}`, `并发审核${code}${at + 1}`, 'reviewer', password),
        ),
      ),
      ...chiefs.map(({ login, code, at }) =>
        staffMember(login, `dept-${code}`, `并发首席${code}${at + 1}`, 'chief-representative', password),
      ),
    ],
    citizens: loadCitizens.map((one) => ({ ...one, login: one.personId, password })),
    letters: chiefs.map(({ login, code }) => letterOf(login, code)),
  };
}

function staffMember(login: string, organisationId: string, name: string, role: string, password: string): object {
  return { staffId: login, organisationId, name, roles: [role], window: '', region, login, password };
}

function letterOf(login: string, code: string): object {
  return {
    letterId: `authorisation-${login}`,
    kind: 'chief-authorisation',
    letterNumber: `示范授〔2026〕${login}号`,
    departmentId: `dept-${code}`,
    hallId: '',
    staffId: login,
    powers: ['decide', 'seal', 'extend', 'suspend', 'grant-withdrawal'],
    itemIds: [],
    validFrom: '2026-01-01T00:00:00+08:00',
    validUntil: '2030-12-31T23:59:59+08:00',
    region,
  };
}

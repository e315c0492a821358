import { randomUUID } from 'node:crypto';
import { fromBinary } from '@bufbuild/protobuf';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AccessAudit, LetterCopy, StaffCopy } from '#lib/access';
import { AuthorityGrantedSchema, AuthorityRevokedSchema } from '#lib/contracts';
import { LedgerRow } from '#lib/messaging';
import { eventually } from '#lib/testing';
import { IdentityStand, password } from './stand.js';

let stand: IdentityStand;
beforeAll(async () => {
  stand = await IdentityStand.start();
});
afterAll(async () => stand.close());

const authorisation = {
  kind: 'chief-authorisation',
  letterNumber: '民授〔2026〕7号',
  departmentId: 'dept-mz',
  staffId: 'staff-chief',
  itemIds: ['mz-001'],
  powers: ['decide', 'seal'],
  validFrom: '2026-01-01T00:00:00+08:00',
  validUntil: '2027-01-01T00:00:00+08:00',
};

describe('letters', () => {
  it('are granted and revoked, and every service’s copy follows', async () => {
    const granted = await stand.post('admin', '/letters', authorisation);
    expect(granted).toMatchObject({ status: 201, body: { state: 'granted', version: 1 } });
    const letterId = String(granted.body['letterId']);
    const [first] = await stand.said(letterId);
    expect(first).toMatchObject({
      aggregate: 'letter',
      aggregateVersion: 1,
      region: '530129',
      personId: 'staff-admin',
    });
    expect(fromBinary(AuthorityGrantedSchema, first?.payload ?? Buffer.alloc(0))).toMatchObject({
      kind: 'chief-authorisation',
      staffId: 'staff-chief',
      hallId: '',
      itemIds: ['mz-001'],
      powers: ['decide', 'seal'],
      validFrom: '2025-12-31T16:00:00.000Z',
    });

    const effectiveAt = '2026-06-01T00:00:00.000Z';
    const path = `/letters/${letterId}/revoke`;
    const revoked = await stand.post('admin', path, { reason: '调离', effectiveAt }, { 'if-match': '1' });
    expect(revoked).toMatchObject({ status: 200, body: { state: 'revoked', version: 2 } });
    const [, second] = await stand.said(letterId);
    expect(fromBinary(AuthorityRevokedSchema, second?.payload ?? Buffer.alloc(0))).toMatchObject({
      letterId,
      effectiveAt,
      reason: '调离',
    });
    await eventually(async () => {
      const copy = await stand.work.run(async (tx) => tx.findOne(LetterCopy, { where: { letterId } }));
      expect(copy).toMatchObject({ version: 2, revokedAt: new Date(effectiveAt) });
    });
    const again = await stand.post('admin', path, { reason: '再次' }, { 'if-match': '2' });
    expect(again).toMatchObject({ status: 409, body: { code: 'letter.transition-refused' } });
    const ledger = await stand.work.run(async (tx) =>
      tx.find(LedgerRow, { where: { aggregateId: letterId }, order: { version: 'ASC' }, take: 10 }),
    );
    expect(ledger.map((row) => [row.act, row.toState])).toEqual([
      ['grant', 'granted'],
      ['revoke', 'revoked'],
    ]);
    const { body } = await stand.get('admin', '/letters?departmentId=dept-mz&state=revoked');
    expect(body.items).toMatchObject([{ letterId, state: 'revoked' }]);
  });

  it.each([
    ['an unknown person', { staffId: 'nobody' }, 400, 'letter.staff-unknown', 'staffId'],
    ['a person of another organisation', { staffId: 'staff-clerk' }, 400, 'letter.staff-elsewhere', 'staffId'],
    ['a person who is no chief', { staffId: 'staff-reviewer' }, 400, 'letter.not-chief', 'staffId'],
    ['no power', { powers: [] }, 400, 'letter.powers-mismatch', 'powers'],
    ['a power that is none', { powers: ['crown'] }, 400, 'request.invalid', 'powers'],
    ['a hall beside the person', { hallId: 'hall-530129' }, 400, 'letter.holder-mismatch', 'staffId'],
    ['an unknown department', { departmentId: 'nowhere' }, 404, 'organisation.not-found', 'departmentId'],
    ['a hall as department', { departmentId: 'hall-530129' }, 400, 'letter.not-a-department', 'departmentId'],
    ['a number in use', { letterNumber: '民委〔2026〕1号' }, 409, 'letter.number-taken', 'letterNumber'],
    ['an end before its beginning', { validUntil: '2025-01-01T00:00:00Z' }, 400, 'letter.period', 'validUntil'],
  ])('are refused for %s, and nothing is said', async (_what, change, status, code, field) => {
    const letterId = `l-${randomUUID().slice(0, 30)}`;
    const body = { ...authorisation, letterNumber: `试〔2026〕${letterId}`, letterId, ...change };
    const answer = await stand.post('admin', '/letters', body);
    expect(answer).toMatchObject({ status, body: { code } });
    expect(answer.body.errors?.map((fault) => fault.field)).toEqual([field]);
    expect(await stand.said(letterId)).toEqual([]);
  });

  it('of delegation go to a hall', async () => {
    const { staffId: _staffId, powers: _powers, ...rest } = authorisation;
    const delegation = {
      ...rest,
      kind: 'acceptance-delegation',
      letterNumber: '市监委〔2026〕1号',
      departmentId: 'dept-sj',
    };
    const department = await stand.post('admin', '/letters', { ...delegation, hallId: 'dept-mz' });
    expect(department).toMatchObject({ status: 400, body: { code: 'letter.not-a-hall' } });
    expect((await stand.post('admin', '/letters', { ...delegation, hallId: 'hall-530129' })).status).toBe(201);
    // A department that still has a counter of its own writes it the same letter.
    const ownCounter = { ...delegation, hallId: 'dept-sj', letterNumber: '市监委〔2026〕2号' };
    expect((await stand.post('admin', '/letters', ownCounter)).status).toBe(201);
  });
});

describe('authority', () => {
  it('is refused to a clerk, to a citizen, and beyond one’s region, each with an audit row', async () => {
    const far = { ...authorisation, letterNumber: '远授〔2026〕1号', departmentId: 'dept-far' };
    expect(await stand.post('clerk', '/letters', authorisation)).toMatchObject({
      status: 403,
      body: { code: 'authority.role-missing' },
    });
    expect(await stand.post('wang', '/letters', authorisation)).toMatchObject({
      status: 403,
      body: { code: 'authority.not-staff' },
    });
    expect(await stand.post('admin', '/letters', far)).toMatchObject({
      status: 403,
      body: { code: 'authority.other-region' },
    });
    const rows = await stand.work.run(async (tx) =>
      tx.find(AccessAudit, { where: { act: 'authority.grant' }, take: 50 }),
    );
    expect(rows.map((row) => `${row.personId} ${row.code}`).sort()).toEqual([
      'citizen-1 authority.not-staff',
      'staff-admin authority.other-region',
      'staff-clerk authority.role-missing',
    ]);
  });

  it('ends with the appointment: the copy that rights are judged on follows through the bus', async () => {
    const account = { login: 'second.admin', password };
    const person = { organisationId: 'hall-530129', name: '新人', roles: ['authority-manager'], account };
    const staffId = String((await stand.post('admin', '/staff', person)).body['staffId']);
    await eventually(async () => expect((await stand.get('second.admin', '/staff')).status).toBe(200));
    await stand.post('admin', `/staff/${staffId}/end`, {}, { 'if-match': '1' });
    await eventually(async () => {
      const copy = await stand.work.run(async (tx) => tx.findOne(StaffCopy, { where: { staffId } }));
      expect(copy?.state).toBe('ended');
    });
    expect(await stand.get('second.admin', '/staff')).toMatchObject({
      status: 403,
      body: { code: 'authority.not-staff' },
    });
  });
});

import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { fromBinary } from '@bufbuild/protobuf';
import { CertificateSealedSchema, CertificateSuspendedSchema } from '#lib/contracts';
import { checkCertificateIdentifier } from '#lib/identifiers';
import { newId } from '#lib/service-kit';
import type { Answer } from '#lib/testing';
import { validUntil } from '../src/issue-certificate-on-case-decided/validity-words.js';
import { creditCode, organ } from './office.js';
import { CertificatesStand } from './stand.js';

let stand: CertificatesStand;
beforeAll(async () => {
  stand = await CertificatesStand.start();
});
afterAll(async () => stand.close());
beforeEach(async () => stand.heartbeat());

const match = (version: number) => ({ 'if-match': `"${version}"` });
const reason = { reason: '发现涂改' };

async function act(id: string, verb: string, version: number, as = 'chief', body: object = reason): Promise<Answer> {
  return stand.call('POST', `/certificates/${id}/${verb}`, as, body, match(version));
}

async function said(id: string): Promise<{ type: string; payload: Buffer; person_id: string; letter_id: string }[]> {
  const sql =
    'SELECT type, payload, person_id, letter_id FROM outbox WHERE aggregate_id = ? ORDER BY aggregate_version';
  return stand.rows(sql, [id]);
}

describe('issuing', () => {
  it('seals the certificate under the decider’s letter, holds it, and tells its digest', async () => {
    const { id, number, caseId } = await stand.certificate('held');
    expect(number).toMatch(/^530129-MZ09-\d{4}-\d{6}$/);
    const [event] = await said(id);
    const sealed = fromBinary(CertificateSealedSchema, event?.payload ?? Buffer.alloc(0));
    const [row] = await stand.rows<{ identifier: string; sha256: string; valid_until: string; issued_on: string }>(
      'SELECT identifier, sha256, valid_until, issued_on FROM certificate WHERE certificate_id = ?',
      [id],
    );
    expect(sealed).toMatchObject({ caseId, certificateNumber: number, documentSha256: row?.sha256 });
    expect(checkCertificateIdentifier(sealed.identifier)).toMatchObject({ valid: true });
    expect(sealed.identifier).toContain(`.${creditCode}009.${creditCode}.`);
    expect(row?.valid_until).toBe(validUntil('5年', row?.issued_on ?? ''));
    expect(event).toMatchObject({ person_id: 'chief', letter_id: 'letter-chief' });
    const use = await stand.rows('SELECT organ_id, purpose, letter_id FROM seal_use WHERE subject_id = ?', [caseId]);
    expect(use).toEqual([{ organ_id: organ, purpose: 'certificate', letter_id: 'letter-chief' }]);
  });

  it.each([
    ['a denied case', {}, 'denied'],
    ['a result that is no certificate', { holds: [] }, 'approved'],
  ])('makes none for %s, and what follows that case waits for nothing', async (_, change, outcome) => {
    const caseId = newId();
    await stand.hear(stand.decided(caseId, change, outcome), stand.released(caseId), stand.revoked(caseId));
    expect(await stand.rows('SELECT 1 FROM certificate WHERE case_id = ?', [caseId])).toEqual([]);
    expect(await stand.rows('SELECT handler FROM parked WHERE awaits = ?', [caseId])).toEqual([]);
  });

  it('waits for an organ that was not heard of yet, and issues when it is', async () => {
    const caseId = newId();
    await stand.hear(stand.decided(caseId, { departmentId: 'dept-late', itemId: 'LT01' }));
    expect(await stand.rows('SELECT awaits FROM parked WHERE awaits = ?', ['dept-late'])).toEqual([
      { awaits: 'dept-late' },
    ]);
    await stand.organisation('dept-late', '示范县迟到局', 'department', '11530129000000001C');
    await stand.until(caseId, 'sealing');
  });

  it('numbers without a gap', async () => {
    const change = { itemId: 'MZ77' };
    const numbers = [];
    for (let n = 0; n < 3; n += 1) numbers.push((await stand.certificate('held', change)).number.slice(-6));
    expect(numbers).toEqual(['000001', '000002', '000003']);
  });
});

describe('the file', () => {
  it('is given out only while the certificate is valid', async () => {
    const { id, caseId } = await stand.certificate('held');
    const path = `/certificates/${id}/file`;
    expect(await stand.call('GET', path, 'clerk')).toMatchObject({ status: 409, body: { code: 'certificate.held' } });
    await stand.hear(stand.released(caseId));
    const file = await stand.call('GET', path, 'clerk');
    expect([file.status, file.type, file.bytes.subarray(0, 5).toString()]).toEqual([200, 'application/pdf', '%PDF-']);
    await act(id, 'suspend', 3);
    expect(await stand.call('GET', path, 'clerk')).toMatchObject({
      status: 409,
      body: { code: 'certificate.suspended' },
    });
    await act(id, 'revoke', 4);
    expect(await stand.call('GET', path, 'clerk')).toMatchObject({
      status: 409,
      body: { code: 'certificate.revoked' },
    });
  });

  it('is shown to the holder and the issuing department, masked, and to no other', async () => {
    const { id, caseId } = await stand.certificate('valid');
    const holder = await stand.token('citizen', { kind: 'citizen', person_index: `index-of-${caseId}` });
    const other = await stand.token('other', { kind: 'citizen', person_index: 'index-of-other' });
    const seen = { status: 200, body: { holder: { name: '张*丰', number: '530129********1234' } } };
    expect(await stand.call('GET', `/certificates/${id}`, holder)).toMatchObject(seen);
    expect(await stand.call('GET', `/certificates/${id}`, 'chief')).toMatchObject(seen);
    const hidden = { status: 404, body: { code: 'certificate.not-found' } };
    expect(await stand.call('GET', `/certificates/${id}`, other)).toMatchObject(hidden);
    expect(await stand.call('GET', `/certificates/${id}`, 'fire-chief')).toMatchObject(hidden);
    const listed = await stand.call('GET', `/certificates?caseId=${caseId}`, 'clerk');
    expect(listed.body).toMatchObject({ items: [{ certificateId: id, state: 'valid' }] });
    expect((await stand.call('GET', `/certificates?caseId=${caseId}`, other)).body).toEqual({ items: [] });
  });

  it('is listed in bounded pages', async () => {
    await stand.certificate('held');
    await stand.certificate('held');
    const first = await stand.call<{ items: { certificateId: string }[]; next: string }>(
      'GET',
      '/certificates?limit=1',
      'clerk',
    );
    const second = await stand.call<{ items: { certificateId: string }[] }>(
      'GET',
      `/certificates?limit=1&cursor=${first.body.next}`,
      'clerk',
    );
    expect(first.body.items).toHaveLength(1);
    expect(second.body.items[0]?.certificateId).not.toBe(first.body.items[0]?.certificateId);
    expect(await stand.call('GET', '/certificates?limit=1000', 'clerk')).toMatchObject({ status: 400 });
  });
});

describe('suspending, resuming, revoking', () => {
  it('changes the validity for a stated reason and says so', async () => {
    const { id, caseId } = await stand.certificate('valid');
    expect(await act(id, 'suspend', 3)).toMatchObject({ status: 200, body: { state: 'suspended', version: 4 } });
    expect(await act(id, 'resume', 4)).toMatchObject({ status: 200, body: { state: 'valid' } });
    expect(await act(id, 'revoke', 5)).toMatchObject({ status: 200, body: { state: 'revoked' } });
    const events = await said(id);
    expect(events.map(({ type }) => type.split('.').at(-1))).toEqual([
      'CertificateSealed',
      'CertificateSuspended',
      'CertificateRevoked',
    ]);
    const suspended = fromBinary(CertificateSuspendedSchema, events[1]?.payload ?? Buffer.alloc(0));
    expect(suspended).toMatchObject({ certificateId: id, caseId, ...reason });
    const changes = await stand.rows(
      'SELECT act, reason, person_id FROM validity_change WHERE certificate_id = ? ORDER BY version',
      [id],
    );
    expect(changes).toEqual(
      ['suspend', 'resume', 'revoke'].map((one) => ({ act: one, ...reason, person_id: 'chief' })),
    );
  });

  it.each([
    ['chief-without-seal', 403, 'authority.letter-missing'],
    ['fire-chief', 404, 'certificate.not-found'],
    ['clerk', 403, 'authority.role-missing'],
    ['nobody', 403, 'authority.not-staff'],
  ])('refuses %s and keeps the refusal', async (person, status, code) => {
    const { id } = await stand.certificate('valid');
    expect(await act(id, 'revoke', 3, person)).toMatchObject({ status, body: { code } });
    expect(await stand.call('GET', `/certificates/${id}`, 'chief')).toMatchObject({
      body: { state: 'valid', version: 3 },
    });
    const audit = await stand.rows('SELECT person_id, code FROM access_audit WHERE object LIKE ?', [`%${id}/revoke`]);
    expect(audit).toEqual([{ person_id: person, code }]);
  });

  it('refuses an act out of state, a stale version, a missing version, reason or key', async () => {
    const { id } = await stand.certificate('valid');
    expect(await act(id, 'resume', 3)).toMatchObject({ status: 409, body: { code: 'certificate.transition-refused' } });
    expect(await act(id, 'suspend', 2)).toMatchObject({ status: 412, body: { code: 'certificate.stale-version' } });
    expect(await act(id, 'suspend', 3, 'chief', {})).toMatchObject({
      status: 400,
      body: { errors: [{ field: 'reason' }, {}, {}] },
    });
    const path = `/certificates/${id}/suspend`;
    expect(await stand.call('POST', path, 'chief', reason)).toMatchObject({ status: 428 });
    const keyless = await stand.call('POST', path, 'chief', reason, { ...match(3), 'idempotency-key': '' });
    expect(keyless).toMatchObject({ status: 400, body: { code: 'idempotency.key-required' } });
    const expired = await stand.token('chief', { kind: 'staff' }, -60);
    expect(await stand.call('POST', path, expired, reason, match(3))).toMatchObject({
      status: 401,
      body: { code: 'token.expired' },
    });
  });

  it('does not use the seal’s power when identity was not heard for a minute', async () => {
    const { id } = await stand.certificate('valid');
    await stand.heartbeat(new Date(Date.now() - 61_000));
    expect(await act(id, 'suspend', 3)).toMatchObject({ status: 503, body: { code: 'authority.stale' } });
  });

  it('answers a replay alike and refuses its key for another body', async () => {
    const { id } = await stand.certificate('valid');
    const headers = { ...match(3), 'idempotency-key': newId() };
    const path = `/certificates/${id}/suspend`;
    const first = await stand.call('POST', path, 'chief', reason, headers);
    expect((await stand.call('POST', path, 'chief', reason, headers)).body).toEqual(first.body);
    const other = await stand.call('POST', path, 'chief', { reason: '别的' }, headers);
    expect(other).toMatchObject({ status: 422, body: { code: 'idempotency.key-reused' } });
  });

  it('follows a revoked decision', async () => {
    const { id, caseId } = await stand.certificate('valid');
    await stand.hear(stand.revoked(caseId));
    expect(await stand.call('GET', `/certificates/${id}`, 'chief')).toMatchObject({
      body: { state: 'revoked', changes: [{ act: 'revoke', reason: '以欺骗手段取得' }] },
    });
  });
});

import { afterAll, beforeAll, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { newId } from '#lib/service-kit';
import { anyOrder, eventually } from '#lib/testing';
import { CertificatesStand } from './stand.js';

let stand: CertificatesStand;
beforeAll(async () => {
  stand = await CertificatesStand.start();
});
afterAll(async () => stand.close());

/** What a case comes to; ids, instants and the number of steps to it are left out. */
async function outcomeOf(caseId: string): Promise<unknown> {
  const certificates = await stand.rows(
    'SELECT state, item_id, organ_name, sha256 IS NOT NULL AS digested FROM certificate WHERE case_id = ?',
    [caseId],
  );
  const id = `cert-${caseId}`;
  return {
    certificates,
    changes: await stand.rows('SELECT act, reason FROM validity_change WHERE certificate_id = ?', [id]),
    twice: await stand.rows('SELECT type FROM outbox WHERE aggregate_id = ? GROUP BY type HAVING COUNT(*) > 1', [id]),
    parked: await stand.rows('SELECT handler FROM parked WHERE awaits = ?', [caseId]),
    late: await stand.rows('SELECT state FROM late_fact WHERE aggregate_id = ?', [caseId]),
  };
}

const calm = { twice: [], parked: [], late: [] };
const certificate = { item_id: 'MZ09', organ_name: '示范县民政局' };

/** Delivers each order for a case of its own, and waits until each has come to the same. */
async function settle(lists: number[][], revoked: boolean, expected: (row: unknown) => void): Promise<void> {
  const cases = lists.map((order) => ({ order, caseId: newId() }));
  for (const { order, caseId } of cases) {
    const events = [stand.decided(caseId), stand.released(caseId), ...(revoked ? [stand.revoked(caseId)] : [])];
    await stand.hear(...order.flatMap((place) => events[place] ?? []));
  }
  for (const { caseId } of cases) await eventually(async () => expected(await outcomeOf(caseId)), 20_000);
}

it('ends valid for any order of decision and release, with repeats', async () => {
  const lists = fc.array(anyOrder(2), { minLength: 6, maxLength: 6 });
  const check = (row: unknown) =>
    expect(row).toEqual({ ...calm, certificates: [{ ...certificate, state: 'valid', digested: 1 }], changes: [] });
  await fc.assert(
    fc.asyncProperty(lists, async (list) => settle(list, false, check)),
    { numRuns: 2, endOnFailure: true },
  );
});

it('ends revoked for any order of decision, release and revocation, with repeats', async () => {
  const lists = fc.array(anyOrder(3), { minLength: 10, maxLength: 10 });
  const change = { act: 'revoke', reason: '以欺骗手段取得' };
  // Whether the seal came before the revocation depends on neither event: the paper is sealed by the office's own timer.
  const check = (row: unknown) =>
    expect(row).toMatchObject({ ...calm, certificates: [{ ...certificate, state: 'revoked' }], changes: [change] });
  await fc.assert(
    fc.asyncProperty(lists, async (list) => settle(list, true, check)),
    { numRuns: 2, endOnFailure: true },
  );
});

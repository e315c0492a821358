import { fromBinary } from '@bufbuild/protobuf';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { CaseDecidedSchema } from '#lib/contracts';
import { newId } from '#lib/service-kit';
import { type Answer, inAnyOrder, type Said } from '#lib/testing';
import { lead } from './hall.js';
import { ReviewStand } from './stand.js';

let stand: ReviewStand;
beforeAll(async () => {
  stand = await ReviewStand.start();
});
afterAll(async () => stand.close());

const alone = { tasks: [{ departmentId: lead, lead: true }], bundleId: 'YJS9', bundleName: '开店一件事' };
const denial = { outcome: 'denied', reason: '不符合条件', legalBasis: '某法', remedy: '可以申请行政复议' };
type Body = Record<string, unknown>;

async function decide(caseId: string, body: object, version = 1): Promise<Answer<Body>> {
  await stand.heartbeat();
  return stand.call('POST', `/cases/${caseId}/decide`, 'chief', body, { 'if-match': `"${version}"` });
}
const approve = async (caseId: string): Promise<Answer<Body>> => decide(caseId, { outcome: 'approved' });

/** Three members: one first, two after it, of which the last waits for both. */
function bundleOf(first = newId(), second = newId(), third = newId()): { ids: string[]; events: Said[] } {
  const plans = [
    { ...alone, itemName: '企业设立登记', predecessorCaseIds: [] },
    { ...alone, itemName: '场所备案', predecessorCaseIds: [first] },
    { ...alone, itemName: '经营许可', predecessorCaseIds: [first, second] },
  ];
  const ids = [first, second, third];
  return { ids, events: ids.map((caseId, n) => stand.accepted(caseId, plans[n])) };
}

async function opened(): Promise<[string, string, string]> {
  const { ids, events } = bundleOf();
  await stand.hear(...events);
  return ids as [string, string, string];
}

describe('a member that comes after others (一件事)', () => {
  it('is refused approval while a predecessor is undecided, and told which', async () => {
    const [first, second, third] = await opened();
    expect(await approve(second)).toMatchObject({ status: 409, body: { code: 'case.predecessor-undecided' } });
    const refused = await approve(third);
    expect(refused.body['detail']).toContain(first);
    expect(refused.body['detail']).toContain('场所备案');
    const seen = await stand.call<Body>('GET', `/cases/${third}`, 'chief');
    expect(seen.body).toMatchObject({
      bundle: { bundleId: 'YJS9', name: '开店一件事' },
      predecessors: [{ standing: 'undecided' }, { standing: 'undecided' }],
    });
    for (const caseId of [first, second, third]) expect((await approve(caseId)).status).toBe(200);
    const [row] = await stand.rows<{ payload: Buffer }>(
      "SELECT payload FROM outbox WHERE aggregate_id = ? AND type LIKE '%.CaseDecided'",
      [third],
    );
    const said = fromBinary(CaseDecidedSchema, row?.payload ?? Buffer.alloc(0));
    expect(said).toMatchObject({ applicationId: `app-${third}`, plan: { bundleId: 'YJS9' } });
  });

  it('may only be denied once a predecessor was denied', async () => {
    const [first, second, third] = await opened();
    expect((await decide(first, denial)).status).toBe(200);
    expect(await approve(second)).toMatchObject({ status: 409, body: { code: 'case.predecessor-failed' } });
    for (const caseId of [second, third]) expect((await decide(caseId, denial)).status).toBe(200);
  });

  it('may be withdrawn, or denied, once a predecessor was withdrawn', async () => {
    const [first, second, third] = await opened();
    for (const caseId of [first, second]) {
      const requestId = newId();
      await stand.hear(stand.withdrawalRequested(caseId, requestId));
      await stand.heartbeat();
      const path = `/cases/${caseId}/withdrawals/${requestId}/grant`;
      expect((await stand.call('POST', path, 'chief', {}, { 'if-match': '"1"' })).status).toBe(200);
    }
    expect(await approve(third)).toMatchObject({ status: 409, body: { code: 'case.predecessor-failed' } });
    expect((await decide(third, denial)).status).toBe(200);
  });

  it('may be denied before its predecessors are decided', async () => {
    const [, , third] = await opened();
    expect((await decide(third, denial)).status).toBe(200);
  });

  it('is not approved on a predecessor whose decision was revoked', async () => {
    const [first, second] = await opened();
    await approve(first);
    await stand.heartbeat();
    const revoked = await stand.call(
      'POST',
      `/cases/${first}/decision/revoke`,
      'chief',
      { reason: '材料虚假' },
      {
        'if-match': '"2"',
      },
    );
    expect(revoked.status).toBe(200);
    expect(await approve(second)).toMatchObject({ status: 409, body: { code: 'case.predecessor-failed' } });
  });

  it('counts one that was never accepted as undecided', async () => {
    const { ids, events } = bundleOf();
    await stand.hear(...events.slice(1));
    expect(await approve(ids[1] ?? '')).toMatchObject({ status: 409, body: { code: 'case.predecessor-undecided' } });
  });

  it('opens the same cases for any order of the members’ acceptances, and decides them in order', async () => {
    await inAnyOrder({ events: 3, runs: 6 }, async (shuffled) => {
      const { ids, events } = bundleOf();
      await stand.hear(...shuffled(events));
      for (const caseId of ids) expect((await approve(caseId)).status).toBe(200);
      const rows = await stand.rows('SELECT state, version FROM review_case WHERE case_id IN (?)', [ids]);
      expect(rows).toEqual(ids.map(() => ({ state: 'decided', version: 2 })));
      expect(await stand.rows('SELECT handler FROM parked')).toEqual([]);
    });
  });
});

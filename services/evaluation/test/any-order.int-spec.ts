import { afterAll, beforeAll, expect, it } from '@jest/globals';
import {
  ApplicationWithdrawnSchema,
  CaseLapsedSchema,
  CaseRefusedSchema,
  CaseWithdrawnSchema,
  CorrectionRequestedSchema,
} from '#lib/contracts';
import { newId } from '#lib/service-kit';
import { inAnyOrder, type Said } from '#lib/testing';
import { EvaluationStand } from './stand.js';

let stand: EvaluationStand;
beforeAll(async () => {
  stand = await EvaluationStand.start();
});
afterAll(async () => stand.close());

const order = 'ORDER BY service_number';
async function rowsOf(caseId: string, itemId: string): Promise<unknown> {
  return {
    occasions: await stand.rows(
      `SELECT kind, service_number number, served_by, state, version FROM occasion WHERE case_id = ? ${order}`,
      [caseId],
    ),
    timers: await stand.rows(
      `SELECT due_timer.kind, due_timer.state FROM due_timer JOIN occasion ON occasion_id = subject_id
        WHERE case_id = ? ${order}`,
      [caseId],
    ),
    ledger: await stand.rows(
      `SELECT act, ledger.version FROM ledger JOIN occasion ON occasion_id = aggregate_id WHERE case_id = ? ${order}`,
      [caseId],
    ),
    figures: await stand.rows('SELECT occasions, active, defaulted FROM indicator WHERE item_id = ?', [itemId]),
    parked: await stand.rows('SELECT handler FROM parked'),
    late: await stand.rows('SELECT state FROM late_fact WHERE aggregate_id = ?', [caseId]),
  };
}

interface Served {
  kind: string;
  number: number;
  served_by: string;
}

const openedOnce = (occasions: Served[]) => ({
  occasions: occasions.map((one) => ({ ...one, state: 'unrated', version: 1 })),
  timers: occasions.map(() => ({ kind: 'default-evaluation', state: 'waiting' })),
  ledger: occasions.map(() => ({ act: 'open', version: 1 })),
  figures: [{ occasions: occasions.length, active: 0, defaulted: 0 }],
  parked: [],
  late: [],
});

const lodging = { kind: 'lodging', number: 1, served_by: 'clerk' };

async function endsAlike(events: (caseId: string, itemId: string) => Said[], expected: Served[]): Promise<void> {
  await inAnyOrder({ events: expected.length, runs: 15 }, async (shuffled) => {
    const [caseId, itemId] = [newId(), newId()];
    const said = events(caseId, itemId);
    await stand.hear(...shuffled(said));
    expect(await rowsOf(caseId, itemId)).toEqual(openedOnce(expected));
  });
}

it('numbers the services of a delivered case alike for any order of its events, with repeats', async () => {
  await endsAlike(
    (caseId, itemId) => [
      stand.lodged(caseId, { itemId }),
      stand.say(CorrectionRequestedSchema, caseId, { caseId }, { authority: { personId: 'clerk-2' } }),
      stand.accepted(caseId),
      stand.delivered(caseId),
    ],
    [
      lodging,
      { kind: 'correction', number: 2, served_by: 'clerk-2' },
      { kind: 'acceptance', number: 3, served_by: 'clerk' },
      { kind: 'delivery', number: 7, served_by: 'issue' },
    ],
  );
});

it.each([
  ['refused', CaseRefusedSchema, 'clerk', { kind: 'refusal', number: 4, served_by: 'clerk' }],
  ['refused because a limit lapsed', CaseRefusedSchema, 'system', { kind: 'refusal', number: 4, served_by: '' }],
  ['taken back', ApplicationWithdrawnSchema, 'citizen', { kind: 'withdrawal', number: 5, served_by: '' }],
] as const)('opens the services of a case that was %s', async (_, schema, by, last) => {
  const end = (caseId: string): Said => stand.say(schema, caseId, { caseId }, { authority: { personId: by } });
  await endsAlike((caseId, itemId) => [stand.lodged(caseId, { itemId }), end(caseId)], [lodging, last]);
});

it.each([
  ['withdrawn', CaseWithdrawnSchema, 'chief', { kind: 'withdrawal', number: 5, served_by: 'chief' }],
  ['lapsed', CaseLapsedSchema, 'system', { kind: 'lapse', number: 6, served_by: '' }],
] as const)('opens the services of an accepted case that was %s', async (_, schema, by, last) => {
  const end = (caseId: string): Said =>
    stand.say(schema, `review-${caseId}`, { caseId }, { authority: { personId: by } });
  await endsAlike(
    (caseId, itemId) => [stand.lodged(caseId, { itemId }), stand.accepted(caseId), end(caseId)],
    [lodging, { kind: 'acceptance', number: 3, served_by: 'clerk' }, last],
  );
});

it('knows that a deemed acceptance and a parcel were served by nobody in person', async () => {
  const caseId = newId();
  await stand.hear(stand.lodged(caseId), stand.delivered(caseId, { mode: 'courier', by: 'courier' }));
  expect(await stand.occasions(caseId)).toMatchObject([{ servedBy: 'clerk' }, { kind: 'delivery', servedBy: '' }]);
});

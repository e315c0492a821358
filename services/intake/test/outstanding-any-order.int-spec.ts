import { create, type DescMessage, type MessageInitShape, toBinary } from '@bufbuild/protobuf';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import {
  CaseDecidedSchema,
  CaseLapsedSchema,
  DecisionRevokedSchema,
  type Envelope,
  ResultDeliveredSchema,
  WithdrawalRefusedSchema,
} from '#lib/contracts';
import { deliverOnce, retryParked } from '#lib/messaging';
import { newId } from '#lib/service-kit';
import { type Content, type Desk, openDesk, type Person, region } from './desk.js';
import { application, promiseOf } from './promises.js';

/** An event as it lies in a stream: every delivery of it has the same id. */
interface Said {
  envelope: Envelope;
  payload: Uint8Array;
}

function saying<S extends DescMessage>(schema: S, content: MessageInitShape<S>): Said {
  const about = { aggregate: 'test', aggregateId: newId(), aggregateVersion: 1, region, occurredAt: new Date() };
  const envelope = { ...about, eventId: newId(), type: schema.typeName, authority: { personId: 'somebody' } };
  return { envelope, payload: toBinary(schema, create(schema, content)) };
}

/** Some events, each at least once, in any order, some again. */
const anyOrder = (count: number): fc.Arbitrary<number[]> => {
  const all = Array.from({ length: count }, (_, place) => place);
  const repeats = fc.array(fc.constantFrom(...all), { maxLength: 6 });
  return repeats.chain((more) => fc.shuffledSubarray([...all, ...more], { minLength: count + more.length }));
};

describe('what the front desk hears of a case with outstanding materials', () => {
  let desk: Desk;
  let clerk: Person;

  beforeAll(async () => {
    desk = await openDesk();
    clerk = await desk.staff('clerk');
  });
  afterAll(async () => desk.close());

  const deliver = async (events: Said[], order: number[]): Promise<void> => {
    for (const { envelope, payload } of order.flatMap((place) => events[place] ?? [])) {
      await desk.work.run(async (tx) => {
        await deliverOnce(tx, desk.handlers, envelope, payload);
        await retryParked(tx, desk.handlers, [...tx.touched]);
      });
    }
  };
  const accepted = async (): Promise<string> => {
    const { caseId } = (await clerk.post('/applications', application(['apply', 'plan']))).body;
    const promise = promiseOf(['rules']);
    const answer = await clerk.post(`/cases/${caseId}/accept`, { promise }, { 'if-match': '"1"' });
    expect(answer.status).toBe(200);
    return caseId;
  };
  const rowsOf = async (caseId: string): Promise<Content> => {
    const said = await desk.rows('SELECT type FROM outbox WHERE aggregate_id = ? ORDER BY aggregate_version', [caseId]);
    return {
      cases: await desk.rows('SELECT state, outcome FROM service_case WHERE case_id = ?', [caseId]),
      outstanding: await desk.rows('SELECT state, version FROM outstanding_material WHERE case_id = ?', [caseId]),
      timers: await desk.rows(
        `SELECT t.state FROM due_timer t JOIN outstanding_material m ON m.outstanding_id = t.subject_id
          WHERE m.case_id = ?`,
        [caseId],
      ),
      closed: said.filter(({ type }) => type.endsWith('.CaseClosed')).length,
      parked: await desk.rows('SELECT handler FROM parked'),
      late: (await desk.rows('SELECT type FROM late_fact WHERE aggregate_id = ?', [caseId])).length,
    };
  };
  const ended = (outcome: string, late: number, state = outcome): Content => ({
    cases: [{ state, outcome }],
    outstanding: [{ state: 'voided', version: 2 }],
    timers: [{ state: 'cancelled' }],
    closed: 1,
    parked: [],
    late,
  });

  it('ends revoked, whether or not the result crossed the recall, with repeats', async () => {
    await fc.assert(
      fc.asyncProperty(anyOrder(3), fc.boolean(), async (order, crossed) => {
        const caseId = await accepted();
        const events = [
          saying(CaseDecidedSchema, { caseId, outcome: 'approved' }),
          saying(DecisionRevokedSchema, { caseId, decisionId: 'decision', reason: '容缺逾期' }),
          ...(crossed ? [saying(ResultDeliveredSchema, { caseId, outcome: 'approved', mode: 'window' })] : []),
        ];
        await deliver(events, order);
        // A delivery that crossed is one late fact, whichever of the two was heard first.
        expect(await rowsOf(caseId)).toEqual(ended('revoked', crossed ? 1 : 0));
      }),
      { numRuns: 30 },
    );
  });

  it('ends lapsed for any order of the lapse and the answer to a wish to withdraw, with repeats', async () => {
    await fc.assert(
      fc.asyncProperty(anyOrder(2), async (order) => {
        const caseId = await accepted();
        const { requestId } = (await clerk.act(`/cases/${caseId}/withdraw`, 2, { reason: '计划有变' })).body;
        const events = [
          saying(CaseLapsedSchema, { caseId, materialRef: 'rules', noticeNumber: '终止1' }),
          saying(WithdrawalRefusedSchema, { caseId, requestId, reason: '已终止办理' }),
        ];
        await deliver(events, order);
        expect(await rowsOf(caseId)).toEqual(ended('lapsed', 0));
        const view = (await clerk.get(`/cases/${caseId}`)).body;
        expect(view.withdrawal).toMatchObject({ state: 'refused', answer: '已终止办理' });
      }),
      { numRuns: 15 },
    );
  });

  it('closes a denied case without its promise for any order of denial and delivery, with repeats', async () => {
    await fc.assert(
      fc.asyncProperty(anyOrder(2), async (order) => {
        const caseId = await accepted();
        const events = [
          saying(CaseDecidedSchema, { caseId, outcome: 'denied' }),
          saying(ResultDeliveredSchema, { caseId, outcome: 'denied', mode: 'window' }),
        ];
        await deliver(events, order);
        expect(await rowsOf(caseId)).toEqual(ended('denied', 0, 'closed'));
      }),
      { numRuns: 15 },
    );
  });

  it('keeps a lapse after another outcome, and another outcome after a lapse, as late facts', async () => {
    const decided = await accepted();
    const lapse = saying(CaseLapsedSchema, { caseId: decided, materialRef: 'rules', noticeNumber: '终止2' });
    await deliver([saying(CaseDecidedSchema, { caseId: decided, outcome: 'approved' }), lapse], [0, 1, 1]);
    expect(await rowsOf(decided)).toMatchObject({ cases: [{ state: 'decided' }], late: 1 });

    const caseId = await accepted();
    const events = [
      saying(CaseLapsedSchema, { caseId, materialRef: 'rules', noticeNumber: '终止3' }),
      saying(CaseDecidedSchema, { caseId, outcome: 'approved' }),
      saying(DecisionRevokedSchema, { caseId, decisionId: 'decision', reason: '容缺逾期' }),
    ];
    await deliver(events, [0, 1, 2]);
    expect(await rowsOf(caseId)).toMatchObject({ cases: [{ state: 'lapsed', outcome: 'lapsed' }], late: 2 });
  });
});

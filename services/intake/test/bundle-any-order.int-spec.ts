import { create, type DescMessage, type MessageInitShape, toBinary } from '@bufbuild/protobuf';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import {
  BundlePublishedSchema,
  CaseDecidedSchema,
  CaseWithdrawnSchema,
  type Envelope,
  ResultDeliveredSchema,
} from '#lib/contracts';
import { deliverOnce, retryParked } from '#lib/messaging';
import { newId } from '#lib/service-kit';
import { acceptedApplication, bundle, publishBundle } from './bundle.js';
import { type Content, type Desk, openDesk, type Person, region } from './desk.js';

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

/** Papers wait, as if another replica were drawing them. */
class PapersWait1800000000000 {
  async up(runner: { query(sql: string): Promise<unknown> }): Promise<void> {
    await runner.query("ALTER TABLE due_timer ALTER leased_until SET DEFAULT '2999-01-01'");
  }

  async down(): Promise<void> {}
}

describe('a bundle of three members at the front desk', () => {
  let desk: Desk;
  let clerk: Person;

  beforeAll(async () => {
    desk = await openDesk([PapersWait1800000000000]);
    clerk = await desk.staff('clerk');
    await publishBundle(desk);
  });
  afterAll(async () => desk.close());

  const deliver = async (said: Said | undefined): Promise<void> => {
    if (said === undefined) throw new Error('no such event');
    await desk.work.run(async (tx) => {
      await deliverOnce(tx, desk.handlers, said.envelope, said.payload);
      await retryParked(tx, desk.handlers, [...tx.touched]);
    });
  };
  const rowsOf = async (applicationId: string): Promise<Content> => ({
    application: await desk.rows('SELECT state, version FROM application WHERE application_id = ?', [applicationId]),
    ledger: await desk.rows('SELECT act, version FROM ledger WHERE aggregate_id = ? ORDER BY version', [applicationId]),
    said: await desk.rows('SELECT type FROM outbox WHERE aggregate_id = ?', [applicationId]),
    papers: await desk.rows('SELECT kind FROM sealed_document WHERE subject_id = ?', [applicationId]),
    cases: await desk.rows(
      'SELECT item_id, state, outcome FROM service_case WHERE application_id = ? ORDER BY item_id',
      [applicationId],
    ),
    parked: await desk.rows('SELECT handler FROM parked'),
    late: await desk.rows('SELECT handler FROM late_fact'),
  });
  const answeredOnce = {
    application: [{ state: 'answered', version: 2 }],
    ledger: [
      { act: 'lodge', version: 1 },
      { act: 'answer', version: 2 },
    ],
    said: [{ type: 'yichuang.intake.v1.ApplicationAnswered' }],
    papers: [{ kind: 'answer' }],
    parked: [],
    late: [],
  };

  it('ends in the same rows, with one answer, for any order of its members’ events, with repeats', async () => {
    await fc.assert(
      fc.asyncProperty(anyOrder(5), async (order) => {
        const { applicationId, caseOf: ids } = await acceptedApplication(clerk);
        const { body } = await clerk.act(`/cases/${ids.B3}/withdraw`, 2, { reason: '不办了' });
        const { requestId } = body;
        const events = [
          saying(CaseDecidedSchema, { caseId: ids.B1, outcome: 'approved' }),
          saying(ResultDeliveredSchema, { caseId: ids.B1, outcome: 'approved', mode: 'window' }),
          saying(CaseDecidedSchema, { caseId: ids.B2, outcome: 'denied' }),
          saying(ResultDeliveredSchema, { caseId: ids.B2, outcome: 'denied', mode: 'window' }),
          saying(CaseWithdrawnSchema, { caseId: ids.B3, requestId, noticeNumber: '撤1' }),
        ];
        for (const place of order) await deliver(events[place]);
        expect(await rowsOf(applicationId)).toEqual({
          ...answeredOnce,
          cases: [
            { item_id: 'B1', state: 'closed', outcome: 'approved' },
            { item_id: 'B2', state: 'closed', outcome: 'denied' },
            { item_id: 'B3', state: 'withdrawn', outcome: 'withdrawn' },
          ],
        });
      }),
      { numRuns: 15 },
    );
  });

  it('keeps every version of a bundle for any order of the register, with repeats', async () => {
    let round = 0;
    await fc.assert(
      fc.asyncProperty(anyOrder(3), async (order) => {
        const bundleId = `AO${(round += 1)}`;
        const events = [1, 2, 3].map((version) =>
          saying(BundlePublishedSchema, { ...bundle, bundleId, version, name: `第 ${version} 版` }),
        );
        for (const place of order) await deliver(events[place]);
        const kept = await desk.rows(
          "SELECT version, JSON_VALUE(content, '$.name') name FROM bundle_copy WHERE bundle_id = ? ORDER BY version",
          [bundleId],
        );
        expect(kept).toEqual([1, 2, 3].map((version) => ({ version, name: `第 ${version} 版` })));
      }),
      { numRuns: 10 },
    );
  });

  it('answers once when the last two members are decided in the same moment', async () => {
    const { applicationId, caseOf: ids } = await acceptedApplication(clerk);
    await deliver(saying(CaseDecidedSchema, { caseId: ids.B1, outcome: 'approved' }));
    await Promise.all([
      deliver(saying(CaseDecidedSchema, { caseId: ids.B2, outcome: 'approved' })),
      deliver(saying(CaseDecidedSchema, { caseId: ids.B3, outcome: 'approved' })),
    ]);
    expect(await rowsOf(applicationId)).toMatchObject(answeredOnce);
  });
});

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Controller } from '@nestjs/common';
import {
  CaseAcceptedSchema,
  type CaseAccepted,
  CaseClosedSchema,
  type CaseClosed,
  CaseLapsedSchema,
} from '#lib/contracts';
import { Work } from '#lib/persistence';
import { newId, type Served } from '#lib/service-kit';
import { eventually, type Stand } from '#lib/testing';
import { announce, type Delivery, Door, hear, OnEvent } from '../src/index.js';
import { Matter, openDesks } from './stand.js';

const by = { personId: 'clerk' };
const region = '530129';

/** The listening desk's own matter: what opens it and what ends it are in its ledger and, the end, in its outbox. */
const reviewDoor = new Door({
  aggregate: 'case',
  noun: { zh: '办件', en: 'case' },
  entity: Matter,
  key: 'caseId',
  transitions: {
    open: { from: ['new'], to: 'opened', announces: null },
    lapse: { from: ['opened'], to: 'lapsed', announces: CaseLapsedSchema },
  },
});

@Controller()
class OpenMatterOnCaseAcceptedHandler {
  @OnEvent(CaseAcceptedSchema)
  async handle({ tx, event }: Delivery<CaseAccepted>): Promise<void> {
    await reviewDoor.enter(tx, { caseId: event.caseId, region }, 'open', by, null);
  }
}

@Controller()
class LapseMatterOnCaseClosedHandler {
  @OnEvent(CaseClosedSchema)
  async handle(delivery: Delivery<CaseClosed>): Promise<void> {
    const { tx, event } = delivery;
    const matter = await tx.findOne(Matter, { where: { caseId: event.caseId } });
    await hear(delivery, matter === undefined ? 'wait' : 'apply', {
      awaits: event.caseId,
      state: matter?.state ?? 'new',
      remedy: 'none',
      apply: async () => reviewDoor.advance(tx, matter as Matter, 'lapse', by, { caseId: event.caseId }),
    });
  }
}

let stand: Stand;
let intake: Served;
let review: Served;

beforeAll(async () => {
  ({ stand, intake, review } = await openDesks([OpenMatterOnCaseAcceptedHandler, LapseMatterOnCaseClosedHandler]));
});

afterAll(async () => {
  await intake?.close();
  await review?.close();
  await stand?.close();
});

const traceOf = (digit: string): string => `00-${digit.repeat(32)}-${digit.repeat(16)}-01`;

/** The closing desk says that a matter is closed, in the trace of ones; the acceptance is said later or never. */
async function closeBeforeAccepted(caseId: string): Promise<string> {
  const eventId = await intake.app.get(Work).run(
    async (tx) =>
      announce(tx, CaseClosedSchema, { aggregate: 'case', id: caseId, version: 2, region }, by, {
        caseId,
        outcome: 'approved',
      }),
    { traceparent: traceOf('1') },
  );
  await eventually(async () => expect(await rows('SELECT event_id AS id FROM parked')).toEqual([{ id: eventId }]));
  return eventId;
}

async function rows(sql: string, parameters: unknown[] = []): Promise<unknown[]> {
  return review.app.get(Work).read(async (tx) => tx.query<unknown[]>(sql, parameters));
}

async function expectLapse(caseId: string, cause: string): Promise<void> {
  await eventually(async () => {
    expect(await rows(`SELECT cause FROM ledger WHERE aggregate_id = ? AND act = 'lapse'`, [caseId])).toEqual([
      { cause },
    ]);
  }, 20_000);
  expect(await rows('SELECT cause, traceparent FROM outbox WHERE aggregate_id = ?', [caseId])).toEqual([
    { cause, traceparent: traceOf('1') },
  ]);
}

describe('what a parked event did names that event as its cause', () => {
  it('when it is handled beside the one it waited for', async () => {
    const caseId = newId();
    const closed = await closeBeforeAccepted(caseId);
    const accepted = await intake.app
      .get(Work)
      .run(
        async (tx) =>
          announce(tx, CaseAcceptedSchema, { aggregate: 'case', id: caseId, version: 1, region }, by, { caseId }),
        { traceparent: traceOf('2') },
      );
    await expectLapse(caseId, closed);
    expect(await rows(`SELECT cause FROM ledger WHERE aggregate_id = ? AND act = 'open'`, [caseId])).toEqual([
      { cause: accepted },
    ]);
  }, 60_000);

  it('when the sweep handles it after an act of the desk', async () => {
    const caseId = newId();
    const closed = await closeBeforeAccepted(caseId);
    await review.app
      .get(Work)
      .run(async (tx) => reviewDoor.enter(tx, { caseId, region }, 'open', by, null), { id: 'request' });
    await expectLapse(caseId, closed);
    expect(await rows(`SELECT cause FROM ledger WHERE aggregate_id = ? AND act = 'open'`, [caseId])).toEqual([
      { cause: 'request' },
    ]);
  }, 60_000);
});

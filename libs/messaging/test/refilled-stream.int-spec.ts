import { jetstream, jetstreamManager } from '@nats-io/jetstream';
import { headers } from '@nats-io/nats-core';
import { connect, type NatsConnection } from '@nats-io/transport-node';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { Work } from '#lib/persistence';
import { newId, type Served } from '#lib/service-kit';
import { eventually, type Stand } from '#lib/testing';
import { discardDeadLetter, listDeadLetters, replayDeadLetter } from '../src/index.js';
import { HeardCase, matterDoor, openDesks, poison } from './stand.js';

const by = { personId: 'clerk' };
const said = { by: 'operator', reason: '已修复' };
let stand: Stand;
let intake: Served;
let review: Served;
let admin: NatsConnection;

beforeAll(async () => {
  ({ stand, intake, review } = await openDesks());
  const url = new URL(stand.nats.urlOf('admin'));
  admin = await connect({ servers: url.host, user: url.username, pass: url.password });
});

afterAll(async () => {
  await admin?.close();
  await intake?.close();
  await review?.close();
  await stand?.close();
});

const reviewWork = (): Work => review.app.get(Work);

/** The first message of the stream: a fact of another service, which is put aside at once. */
async function putStrangerFirst(): Promise<string> {
  const eventId = newId();
  const written = headers();
  for (const [name, value] of Object.entries({
    'ce-id': eventId,
    'ce-type': 'yichuang.review.v1.CaseDecided',
    'ce-aggregate': 'case',
    'ce-subject': 'case-of-another',
    'ce-aggregateversion': '1',
    'ce-region': '530129',
    'ce-time': '2026-11-23T02:00:00.000Z',
    'ce-person': 'clerk',
  })) {
    written.set(name, value);
  }
  // The desk makes its stream in its own time.
  await eventually(async () =>
    jetstream(admin).publish('evt.intake.v1.case-decided.530129.x', '', { headers: written }),
  );
  return eventId;
}

const letters = async (): Promise<object[]> =>
  (await reviewWork().run(listDeadLetters)).map(({ stream, streamSeq, eventId }) => ({ stream, streamSeq, eventId }));

it('keeps the event that a refilled stream has at the place of an older dead letter', async () => {
  const place = { stream: 'EVT_INTAKE', streamSeq: '1' };
  const consumer = 'review__intake';
  const stranger = await putStrangerFirst();
  await eventually(async () => expect(await letters()).toEqual([{ ...place, eventId: stranger }]));
  await (await jetstreamManager(admin)).streams.delete('EVT_INTAKE');
  const caseId = newId();
  poison.add(caseId);
  await intake.app
    .get(Work)
    .run(async (tx) => matterDoor.enter(tx, { caseId, region: '530129' }, 'accept', by, { caseId }));
  const [event] = await intake.app
    .get(Work)
    .read(async (tx) => tx.query<{ id: string }[]>('SELECT event_id AS id FROM outbox'));
  const eventId = event?.id as string;
  await eventually(async () => {
    expect(await letters()).toEqual([
      { ...place, eventId: stranger },
      { ...place, eventId },
    ]);
  }, 60_000);

  // An operator must say which of the two is meant, and is told what there is to choose from.
  const unclear = reviewWork().run(async (tx) => replayDeadLetter(tx, { ...place, consumer }, said));
  await expect(unclear).rejects.toThrow(new RegExp(`${stranger}.*${eventId}`));
  poison.delete(caseId);
  await reviewWork().run(async (tx) => replayDeadLetter(tx, { ...place, consumer, eventId }, said));
  await eventually(async () => {
    const heard = await reviewWork().run(async (tx) => tx.findOne(HeardCase, { where: { caseId } }));
    expect(heard?.opened).toBe(1);
  });
  // One is left at the place, so that it need not be named.
  await reviewWork().run(async (tx) => discardDeadLetter(tx, { ...place, consumer }, said));
  expect(await letters()).toEqual([]);
}, 120_000);

import { setTimeout as sleep } from 'node:timers/promises';
import { create, toBinary } from '@bufbuild/protobuf';
import { jetstream } from '@nats-io/jetstream';
import { headers } from '@nats-io/nats-core';
import { connect, type NatsConnection } from '@nats-io/transport-node';
import { createConnection } from 'mysql2/promise';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { CaseAcceptedSchema } from '#lib/contracts';
import { Work } from '#lib/persistence';
import { newId, type Served } from '#lib/service-kit';
import { eventually, openStand, type Stand } from '#lib/testing';
import { Backlog, listDeadLetters, listParked, messagingInsertOnly } from '../src/index.js';
import { matterDoor, migrateStand, poison, startDesk } from './stand.js';

const by = { personId: 'clerk' };
let stand: Stand;
let reviewUrl: string;
let intakeUrl: string;
let intake: Served | undefined;
let review: Served;
let admin: NatsConnection;

const startReview = async (patience?: number): Promise<Served> =>
  startDesk('review', reviewUrl, stand.nats.urlOf('review'), undefined, patience);

beforeAll(async () => {
  stand = await openStand('intake', 'review');
  reviewUrl = await stand.schema('review', migrateStand, messagingInsertOnly);
  intakeUrl = await stand.schema('intake', migrateStand, messagingInsertOnly);
  review = await startReview();
  const url = new URL(stand.nats.urlOf('admin'));
  admin = await connect({
    servers: url.host,
    user: url.username,
    pass: url.password,
    maxReconnectAttempts: -1,
  });
});

afterAll(async () => {
  await admin?.close();
  await intake?.close();
  await review?.close();
  await stand?.close();
});

const isWaitedFor = (): boolean => review.app.get(Backlog).isWaitedFor();

/** Waits until the backlog is waited for, or no longer. */
const expectWaitedFor = async (waited: boolean): Promise<void> =>
  eventually(() => expect(isWaitedFor()).toBe(waited), 120_000);

async function accept(...caseIds: string[]): Promise<void> {
  for (const caseId of caseIds) {
    await (intake as Served).app
      .get(Work)
      .run(async (tx) => matterDoor.enter(tx, { caseId, region: '530129' }, 'accept', by, { caseId }));
  }
}

const ids = (number: number): string[] => Array.from({ length: number }, newId);

async function heard(): Promise<number> {
  const sql = 'SELECT COUNT(*) AS n FROM heard_case WHERE opened = 1';
  const [row] = await review.app.get(Work).read(async (tx) => tx.query<{ n: string }[]>(sql));
  return Number(row?.n);
}

/** Keeps the handler of a case from ending: its row is another's. @returns lets it go on */
async function hold(caseId: string): Promise<() => Promise<void>> {
  const holder = await createConnection({ uri: reviewUrl });
  await holder.beginTransaction();
  await holder.query('INSERT INTO heard_case VALUES (?, 0, 0)', [caseId]);
  return async () => {
    await holder.rollback();
    await holder.end();
  };
}

/** Says something in intake's stream that intake never said. */
async function sayStrange(type: string, eventId: string, payload: Uint8Array): Promise<void> {
  const fields = { id: eventId, type, aggregate: 'case', subject: 'x', aggregateversion: '1', region: '530129' };
  const written = headers();
  for (const [name, value] of Object.entries({ ...fields, time: '2026-11-23T02:00:00.000Z', person: 'clerk' })) {
    written.set(`ce-${name}`, value);
  }
  await jetstream(admin).publish('evt.intake.v1.strange.530129.x', payload, { headers: written });
}

/** Long enough that a backlog which nobody works off would be taken for heard, if only time counted. */
const longAfterSettling = 9_000;

describe('a backlog', () => {
  it('is not waited for on a stream that nobody has made yet', async () => {
    expect(isWaitedFor()).toBe(true);
    await expectWaitedFor(false);
  });

  it('is waited for until all of it was handled', async () => {
    intake = await startDesk('intake', intakeUrl, stand.nats.urlOf('intake'));
    await review.close();
    const cases = ids(300);
    await accept(...cases);
    const letGo = await hold(cases[299] ?? '');
    review = await startReview();
    expect(isWaitedFor()).toBe(true);
    await sleep(longAfterSettling);
    expect(isWaitedFor()).toBe(true);
    await letGo();
    await expectWaitedFor(false);
    expect(await heard()).toBe(300);
  });

  it('is not kept up by what is said all the time', async () => {
    await review.close();
    review = await startReview();
    const saying = { over: false };
    const said = (async () => {
      while (!saying.over) await accept(newId());
    })();
    await expectWaitedFor(false);
    saying.over = true;
    await said;
  });

  it('is waited for again when the bus was lost', async () => {
    await stand.nats.server.kill9();
    await expectWaitedFor(true);
    const cases = ids(20);
    const before = await heard();
    await accept(...cases);
    await stand.nats.restart();
    await expectWaitedFor(false);
    expect(await heard()).toBeGreaterThanOrEqual(before + 20);
  });

  it('is waited for again when something comes that was said long ago', async () => {
    expect(isWaitedFor()).toBe(false);
    const caseId = newId();
    const old = `01J0000000${newId().slice(10)}`;
    await sayStrange(
      CaseAcceptedSchema.typeName,
      old,
      toBinary(CaseAcceptedSchema, create(CaseAcceptedSchema, { caseId })),
    );
    await expectWaitedFor(true);
    await expectWaitedFor(false);
  });

  it('is over when what cannot be handled was parked or put aside', async () => {
    await review.close();
    const bad = newId();
    poison.add(bad);
    await accept(bad);
    await sayStrange('yichuang.intake.v1.CaseDreamt', newId(), new Uint8Array());
    review = await startReview();
    await expectWaitedFor(false);
    const work = review.app.get(Work);
    expect(await work.run(listDeadLetters)).toHaveLength(1);
    expect(await work.run(listParked)).toHaveLength(1);
  });
});

describe('a backlog that is not worked off in time', () => {
  it('is waited for no longer', async () => {
    await review.close();
    const caseId = newId();
    await accept(caseId);
    const letGo = await hold(caseId);
    review = await startReview(2_000);
    expect(isWaitedFor()).toBe(true);
    await expectWaitedFor(false);
    await letGo();
  });

  it('is waited for no longer when the bus stays away, and is again when it comes back', async () => {
    await review.close();
    await stand.nats.stop();
    review = await startReview(4_000);
    expect(isWaitedFor()).toBe(true);
    await expectWaitedFor(false);
    await stand.nats.restart();
    await expectWaitedFor(true);
    await expectWaitedFor(false);
  });
});

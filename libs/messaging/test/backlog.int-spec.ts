import { setTimeout as sleep } from 'node:timers/promises';
import { jetstream } from '@nats-io/jetstream';
import { headers } from '@nats-io/nats-core';
import { connect, type NatsConnection } from '@nats-io/transport-node';
import { createConnection } from 'mysql2/promise';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
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

/** The clock of business time does not stand still between two looks at it. */
const now = async (): Promise<Date> => {
  await sleep(2);
  return new Date();
};

const isHeard = (said: Date): boolean => review.app.get(Backlog).heardUntil() >= said;

const expectHeard = async (said: Date): Promise<void> => eventually(() => expect(isHeard(said)).toBe(true), 120_000);

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

async function heardOne(caseId: string): Promise<boolean> {
  const sql = 'SELECT 1 FROM heard_case WHERE case_id = ? AND opened = 1';
  const rows = await review.app.get(Work).read(async (tx) => tx.query<unknown[]>(sql, [caseId]));
  return rows.length > 0;
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

/** Long enough that what nobody works off would be taken for heard, if only time counted; in milliseconds. */
const longAfterSettling = 10_000;

describe('what was said', () => {
  it('is heard up to a few seconds ago where nobody has said anything yet, and nothing is before the first look', async () => {
    const start = await now();
    expect(isHeard(new Date('2000-01-01'))).toBe(false);
    await expectHeard(start);
    expect(isHeard(new Date())).toBe(false);
  });

  it('is heard when all of it was handled', async () => {
    intake = await startDesk('intake', intakeUrl, stand.nats.urlOf('intake'));
    await review.close();
    const cases = ids(300);
    await accept(...cases);
    const said = await now();
    const letGo = await hold(cases[299] ?? '');
    review = await startReview();
    expect(isHeard(said)).toBe(false);
    await sleep(longAfterSettling);
    expect(isHeard(said)).toBe(false);
    await letGo();
    await expectHeard(said);
    expect(await heard()).toBe(300);
  });

  it('is heard however much is said meanwhile, and not while one of it lies in the way', async () => {
    const saying = { over: false };
    const talk = (async () => {
      while (!saying.over) await accept(newId());
    })();
    const said = await now();
    await expectHeard(said);
    const held = newId();
    const letGo = await hold(held);
    await accept(held);
    const after = await now();
    await sleep(longAfterSettling);
    expect(isHeard(after)).toBe(false);
    await letGo();
    await expectHeard(after);
    saying.over = true;
    await talk;
  });

  it('while the bus was away is heard only after it could be said', async () => {
    await stand.nats.server.kill9();
    const before = await heard();
    await accept(...ids(20));
    const said = await now();
    await sleep(longAfterSettling);
    expect(isHeard(said)).toBe(false);
    await stand.nats.restart();
    await expectHeard(said);
    expect(await heard()).toBeGreaterThanOrEqual(before + 20);
  });

  it('is heard when what cannot be handled was parked or put aside', async () => {
    await review.close();
    const bad = newId();
    poison.add(bad);
    await accept(bad);
    await sayStrange('yichuang.intake.v1.CaseDreamt', newId(), new Uint8Array());
    const said = await now();
    review = await startReview();
    await expectHeard(said);
    const work = review.app.get(Work);
    expect(await work.run(listDeadLetters)).toHaveLength(1);
    expect(await work.run(listParked)).toHaveLength(1);
  });
});

describe('what cannot be heard', () => {
  it('is waited for no longer when nothing moves though bus and database answer, and again when it does', async () => {
    await review.close();
    const caseId = newId();
    await accept(caseId);
    const said = await now();
    const letGo = await hold(caseId);
    review = await startReview(2_000);
    expect(isHeard(said)).toBe(false);
    await expectHeard(said);
    expect(await heardOne(caseId)).toBe(false);
    await letGo();
    await eventually(() => expect(isHeard(new Date(Date.now() - 1_000))).toBe(false), 120_000);
    expect(await heardOne(caseId)).toBe(true);
  });

  it('is waited for as long as the bus is away', async () => {
    await review.close();
    const said = await now();
    await stand.nats.stop();
    review = await startReview(1_000);
    await sleep(longAfterSettling);
    expect(isHeard(said)).toBe(false);
    await stand.nats.restart();
    await expectHeard(said);
  });
});

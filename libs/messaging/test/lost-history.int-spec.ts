import { cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { Work } from '#lib/persistence';
import { newId, type Served } from '#lib/service-kit';
import { eventually, type Stand } from '#lib/testing';
import { matterDoor, openDesks, startDesk } from './stand.js';

const by = { personId: 'clerk' };
let stand: Stand;
let intakeUrl: string;
let intake: Served;
let review: Served;

beforeAll(async () => {
  ({ stand, intakeUrl, intake, review } = await openDesks());
});

afterAll(async () => {
  await intake?.close();
  await review?.close();
  await stand?.close();
});

async function accept(cases: number): Promise<void> {
  const work = intake.app.get(Work);
  for (let n = 0; n < cases; n += 1) {
    const caseId = newId();
    await work.run(async (tx) => matterDoor.enter(tx, { caseId, region: '530129' }, 'accept', by, { caseId }));
  }
}

async function count(service: Served, sql: string): Promise<number> {
  const rows = await service.app.get(Work).run(async (tx) => tx.query<{ n: string }[]>(sql));
  return Number(rows[0]?.n);
}

async function expectAllHeard(): Promise<void> {
  await eventually(async () => {
    expect(await count(intake, `SELECT COUNT(*) AS n FROM outbox WHERE state = 'waiting'`)).toBe(0);
    const matters = await count(intake, 'SELECT COUNT(*) AS n FROM matter');
    expect(await count(review, 'SELECT COUNT(*) AS n FROM heard_case WHERE opened = 1')).toBe(matters);
  }, 60_000);
}

it('refills a stream whose tail was lost while the consumers kept their place', async () => {
  await accept(20);
  await expectAllHeard();
  await stand.nats.stop();
  const store = join(stand.directory, 'nats', 'store');
  const older = join(stand.directory, 'older');
  cpSync(store, older, { recursive: true });
  await stand.nats.restart();
  await accept(20);
  await expectAllHeard();
  // The power cut: the stream's messages are as they were, the consumers' state is the new one.
  await stand.nats.server.kill9();
  const messages = 'jetstream/$G/streams/EVT_INTAKE/msgs';
  rmSync(join(store, messages), { recursive: true });
  cpSync(join(older, messages), join(store, messages), { recursive: true });
  await stand.nats.restart();
  await accept(5);
  await expectAllHeard();
}, 120_000);

it('stops and says so when the database is older than the stream', async () => {
  await intake.close();
  // What a restored backup looks like: the newest rows are not there.
  const { createConnection } = await import('mysql2/promise');
  const root = await createConnection({ uri: stand.rootUrl });
  const schema = new URL(intakeUrl).pathname.slice(1);
  const newest = `(SELECT * FROM (SELECT seq FROM ${schema}.outbox ORDER BY seq DESC LIMIT 3) AS newest)`;
  await root.query(`DELETE FROM ${schema}.outbox WHERE seq IN ${newest}`);
  await root.end();
  intake = await startDesk('intake', intakeUrl, stand.nats.urlOf('intake'));
  await eventually(async () => {
    const answer = await fetch(`http://127.0.0.1:${intake.port}/health/ready`);
    expect(answer.status).toBe(503);
    expect(await answer.json()).toMatchObject({ checks: { journal: false, database: true } });
  });
  await accept(2);
  expect(await count(intake, `SELECT COUNT(*) AS n FROM outbox WHERE state = 'waiting'`)).toBe(2);
}, 60_000);

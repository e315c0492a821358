import { setTimeout as sleep } from 'node:timers/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { jetstreamManager, type JetStreamManager } from '@nats-io/jetstream';
import { connect, type NatsConnection } from '@nats-io/transport-node';
import type { Served } from '#lib/service-kit';
import {
  createSchema,
  eventually,
  grantTables,
  type MariaDb,
  openOperatorConnection,
  type OperatorConnection,
  openStand,
  type Stand,
  startMariaDb,
} from '#lib/testing';
import { Backlog, messagingInsertOnly } from '../src/index.js';
import { acceptAndClose, migrateStand, startDesk } from './stand.js';

const passwords = { migrate: 'm'.repeat(20), service: 's'.repeat(20) };
let stand: Stand;
/** The listening desk's own server: what is changed there is changed for nobody else. */
let maria: MariaDb;
let listening: OperatorConnection;
let admin: NatsConnection;
let jsm: JetStreamManager;
let intake: Served;
let review: Served;

beforeAll(async () => {
  stand = await openStand('intake', 'review');
  intake = await startDesk(
    'intake',
    await stand.schema('intake', migrateStand, messagingInsertOnly),
    stand.nats.urlOf('intake'),
  );
  maria = await startMariaDb(join(stand.directory, 'listening'));
  const accounts = await createSchema(maria.rootUrl, 'yc_review', passwords);
  await migrateStand(accounts.migrateUrl);
  await grantTables(maria.rootUrl, 'yc_review', messagingInsertOnly);
  listening = await openOperatorConnection(maria.rootUrl);
  const url = new URL(stand.nats.urlOf('admin'));
  admin = await connect({ servers: url.host, user: url.username, pass: url.password });
  jsm = await jetstreamManager(admin);
  review = await startDesk('review', accounts.serviceUrl, stand.nats.urlOf('review'));
}, 240_000);

afterAll(async () => {
  await admin?.close();
  await listening?.end();
  await intake?.close();
  await review?.close();
  await maria?.stop();
  await stand?.close();
});

const letters = async (): Promise<object[]> => listening.rows('SELECT type, error FROM yc_review.dead_letter');

/** How often the bus gave the listening desk an event again. */
async function redeliveries(): Promise<number> {
  const { delivered } = await jsm.consumers.info('EVT_INTAKE', 'review__intake');
  return delivered.consumer_seq - delivered.stream_seq;
}

it('an event that fails while the server keeps no more statements is no dead letter, and is handled once it does', async () => {
  await listening.rows('SET GLOBAL max_prepared_stmt_count = 0');
  await acceptAndClose(intake);
  await eventually(async () => {
    // More often than an event may fail by its own fault.
    if ((await letters()).length === 0) expect(await redeliveries()).toBeGreaterThan(5);
  }, 150_000);
  expect(await letters()).toEqual([]);
  await listening.rows('SET GLOBAL max_prepared_stmt_count = 65536');
  await eventually(async () => {
    expect(await listening.rows('SELECT opened, closed FROM yc_review.heard_case')).toEqual([{ opened: 1, closed: 1 }]);
  });
  expect(await listening.rows('SELECT COUNT(*) AS n FROM yc_review.inbox')).toEqual([{ n: 2 }]);
  expect(await letters()).toEqual([]);
}, 240_000);

it('what came while the database was away counts as heard only when it is', async () => {
  const isHeard = (said: Date): boolean => review.app.get(Backlog).heardUntil() >= said;
  const start = new Date();
  await eventually(() => expect(isHeard(start)).toBe(true), 60_000);
  await listening.end();
  await maria.stop();
  await acceptAndClose(intake);
  const said = new Date();
  await sleep(10_000);
  expect(isHeard(said)).toBe(false);
  await maria.restart();
  await eventually(() => expect(isHeard(said)).toBe(true), 60_000);
  listening = await openOperatorConnection(maria.rootUrl);
  expect(await listening.rows('SELECT COUNT(*) AS n FROM yc_review.heard_case WHERE closed = 1')).toEqual([{ n: 2 }]);
}, 240_000);

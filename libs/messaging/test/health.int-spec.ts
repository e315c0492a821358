import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { EVENT_STRATEGY, Health, type Served } from '#lib/service-kit';
import {
  adminUser,
  createSchema,
  eventually,
  grantTables,
  type MariaDb,
  type Nats,
  startMariaDb,
  startNats,
} from '#lib/testing';
import type { Bus } from '../src/bus.js';
import { type EventStrategy, messagingInsertOnly } from '../src/index.js';
import { acceptAndClose, migrateStand, startDesk } from './stand.js';

const directory = mkdtempSync(join(tmpdir(), 'yichuang-'));
const passwords = { migrate: 'm'.repeat(20), service: 's'.repeat(20) };
let maria: MariaDb;
let nats: Nats;
let url: string;
let intake: Served;

beforeAll(async () => {
  maria = await startMariaDb(join(directory, 'mariadb'));
  nats = await startNats(
    join(directory, 'nats'),
    [adminUser, 'intake'].map((name) => ({ name, password: name })),
  );
  const accounts = await createSchema(maria.rootUrl, 'yc_intake', passwords);
  await migrateStand(accounts.migrateUrl);
  await grantTables(maria.rootUrl, 'yc_intake', messagingInsertOnly);
  url = accounts.serviceUrl;
  intake = await startDesk('intake', url, nats.urlOf('intake'));
}, 120_000);

afterAll(async () => {
  await intake?.close();
  await nats?.stop();
  await maria?.stop();
  rmSync(directory, { recursive: true, force: true });
});

async function expectReadiness(status: number, body: object): Promise<void> {
  await eventually(async () => {
    const answer = await fetch(`http://127.0.0.1:${intake.port}/health/ready`);
    expect({ status: answer.status, body: await answer.json() }).toEqual({ status, body });
  }, 40_000);
}

const live = async (): Promise<number> => (await fetch(`http://127.0.0.1:${intake.port}/health/live`)).status;

const all = { database: true, journal: true, bus: true };

describe('readiness', () => {
  it('is whole with database and bus', async () => expectReadiness(200, { status: 'ready', checks: all }));

  it('is degraded, not dead, without the bus: work goes on', async () => {
    await nats.server.kill9();
    await expectReadiness(200, { status: 'degraded', checks: { ...all, bus: false } });
    await acceptAndClose(intake);
    await nats.restart();
    await expectReadiness(200, { status: 'ready', checks: all });
  });

  it('is degraded for a service that starts while the bus is away, and whole when the bus comes', async () => {
    await intake.close();
    await nats.stop();
    intake = await startDesk('intake', url, nats.urlOf('intake'));
    await expectReadiness(200, { status: 'degraded', checks: { ...all, bus: false } });
    await acceptAndClose(intake);
    await nats.restart();
    await expectReadiness(200, { status: 'ready', checks: all });
  });

  it('is degraded while the bus does not know the service, and whole when it does again', async () => {
    nats.admit([adminUser]);
    await expectReadiness(200, { status: 'degraded', checks: { ...all, bus: false } });
    // Long enough to be refused several times.
    await sleep(2_000);
    await acceptAndClose(intake);
    nats.admit([adminUser, 'intake']);
    await expectReadiness(200, { status: 'ready', checks: all });
    expect(await live()).toBe(200);
  });

  it('is gone without the database, while the process lives, and comes back with it', async () => {
    await maria.stop();
    await expectReadiness(503, { status: 'not-ready', checks: { ...all, database: false } });
    expect(await live()).toBe(200);
    await maria.restart();
    await expectReadiness(200, { status: 'ready', checks: all });
  });

  it('is gone when the database hangs, and says so within a few seconds', async () => {
    process.kill(maria.server.pid as number, 'SIGSTOP');
    await expectReadiness(503, { status: 'not-ready', checks: { ...all, database: false } });
    process.kill(maria.server.pid as number, 'SIGCONT');
    await expectReadiness(200, { status: 'ready', checks: all });
  });

  it('is gone for good, and the process not live, when its connection to the bus is closed and nobody asked for it', async () => {
    await intake.app.get<EventStrategy>(EVENT_STRATEGY).unwrap<Bus>().connection.close();
    await expectReadiness(503, { status: 'not-ready', checks: { ...all, bus: false } });
    expect(await live()).toBe(503);
    await intake.close();
    intake = await startDesk('intake', url, nats.urlOf('intake'));
    await expectReadiness(200, { status: 'ready', checks: all });
  });

  it('is given up when the service drains', async () => {
    intake.app.get(Health).drain();
    await expectReadiness(503, { status: 'draining', checks: all });
    const answer = await fetch(`http://127.0.0.1:${intake.port}/matters`);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('connection')).toBe('close');
  });
});

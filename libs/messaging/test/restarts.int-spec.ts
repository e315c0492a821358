import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { Agent, request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createConnection } from 'mysql2/promise';
import { newId } from '#lib/service-kit';
import { eventually, openStand, type Stand } from '#lib/testing';
import { messagingInsertOnly } from '../src/index.js';
import { migrateStand } from './stand.js';

/** A replica: one of two processes of a service on one schema. */
interface Replica {
  desk: 'intake' | 'review';
  child: ChildProcess;
  port: number;
  errors: string;
}

let stand: Stand;
const urls: Record<string, string> = {};
const intakes: Replica[] = [];
const reviews: Replica[] = [];

beforeAll(async () => {
  stand = await openStand('intake', 'review');
  for (const desk of ['intake', 'review']) urls[desk] = await stand.schema(desk, migrateStand, messagingInsertOnly);
  for (let n = 0; n < 2; n += 1) {
    intakes.push(await start('intake'));
    reviews.push(await start('review'));
  }
});

afterAll(async () => {
  for (const { child } of [...intakes, ...reviews]) child.kill('SIGKILL');
  await stand?.close();
});

async function start(desk: Replica['desk']): Promise<Replica> {
  const child = fork('dist/libs/messaging/test/desk.process.js', {
    env: {
      ...process.env,
      DESK: desk,
      DATABASE_URL: urls[desk],
      NATS_URL: stand.nats.urlOf(desk),
      NODE_OPTIONS: '',
      LOG_LEVEL: 'error',
      DRAIN_MILLISECONDS: '300',
    },
    execArgv: [],
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  const replica: Replica = { desk, child, port: 0, errors: '' };
  child.stdout?.on('data', (text: Buffer) => (replica.errors += text.toString()));
  child.stderr?.on('data', (text: Buffer) => (replica.errors += text.toString()));
  const [{ port }] = (await once(child, 'message')) as [{ port: number }];
  return Object.assign(replica, { port });
}

/** SIGTERM, and a new process in its place. */
async function restart(replicas: Replica[], at: number): Promise<void> {
  const old = replicas[at] as Replica;
  const exited = once(old.child, 'exit');
  old.child.kill('SIGTERM');
  const [code] = (await exited) as [number | null];
  expect({ code, errors: old.errors }).toEqual({ code: 0, errors: '' });
  replicas[at] = await start(old.desk);
}

interface Answer {
  status: number;
  body: string;
}

/** Connections that are kept and used again, and now and then a new one. */
const kept = new Agent({ keepAlive: true, maxSockets: 8 });

async function post(port: number, key: string, agent: Agent | undefined): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const asked = request(
      {
        port,
        host: '127.0.0.1',
        path: '/matters',
        method: 'POST',
        ...(agent === undefined ? {} : { agent }),
        headers: { 'idempotency-key': key },
      },
      (answer) => {
        let body = '';
        answer.on('data', (chunk: Buffer) => (body += chunk.toString()));
        answer.on('end', () => resolve({ status: answer.statusCode ?? 0, body }));
        answer.on('error', reject);
      },
    );
    asked.on('error', reject);
    asked.end();
  });
}

/** What stands before the replicas: takes the next one when a connection is refused or was closed before an answer. */
async function passOn(key: string, turn: number): Promise<Answer> {
  for (let tries = 0; tries < 20; tries += 1) {
    const { port } = intakes[(turn + tries) % intakes.length] as Replica;
    try {
      return await post(port, key, turn % 3 === 0 ? undefined : kept);
    } catch {
      await sleep(10);
    }
  }
  throw new Error('nobody answered');
}

async function count(desk: string, sql: string): Promise<number> {
  const connection = await createConnection({ uri: urls[desk] as string });
  try {
    const [rows] = await connection.query(sql);
    return Number((rows as { n: string }[])[0]?.n);
  } finally {
    await connection.end();
  }
}

describe('two replicas of a service, each ended with SIGTERM in turn', () => {
  it('fail no request and do nothing twice', async () => {
    const load = { over: false };
    const answers: Answer[] = [];
    const failed: unknown[] = [];
    const callers = Array.from({ length: 6 }, async (_, caller) => {
      for (let turn = caller; !load.over; turn += 1) {
        await passOn(newId(), turn).then(
          (answer) => answers.push(answer),
          (error: unknown) => failed.push(error),
        );
      }
    });
    for (let round = 0; round < 4; round += 1) {
      await sleep(500);
      await restart(intakes, round % 2);
      await restart(reviews, round % 2);
    }
    load.over = true;
    await Promise.all(callers);
    expect(failed).toEqual([]);
    expect(answers.filter(({ status }) => status !== 201)).toEqual([]);
    expect(answers.length).toBeGreaterThan(100);
    const cases = new Set(answers.map(({ body }) => (JSON.parse(body) as { caseId: string }).caseId));
    expect(cases.size).toBe(answers.length);
    await eventually(async () => {
      expect(await count('intake', 'SELECT COUNT(*) AS n FROM matter')).toBe(answers.length);
      expect(await count('intake', `SELECT COUNT(*) AS n FROM outbox WHERE state = 'waiting'`)).toBe(0);
      expect(await count('review', 'SELECT COUNT(*) AS n FROM heard_case WHERE opened = 1')).toBe(answers.length);
      expect(await count('review', 'SELECT COUNT(*) AS n FROM heard_case')).toBe(answers.length);
      expect(await count('review', 'SELECT COUNT(*) AS n FROM inbox')).toBe(answers.length);
    }, 25_000);
  }, 180_000);
});

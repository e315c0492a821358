import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createConnection } from 'mysql2/promise';
import { eventually, openStand, type Stand } from '#lib/testing';
import { messagingInsertOnly } from '../src/index.js';
import { migrateStand } from './stand.js';

/** Where a real process is killed with SIGKILL, and which desk it is. */
const places = [
  ['intake', 'act.before-commit', 'before the commit'],
  ['intake', 'act.after-commit', 'after the commit, before publishing'],
  ['intake', 'relay.after-publish', 'after publishing, before the mark'],
  ['intake', 'relay.after-mark', 'after the mark'],
  ['review', 'runner.after-deliver', 'after delivery'],
  ['review', 'runner.before-commit', 'after the effects, before the commit'],
  ['review', 'runner.after-commit', 'after the commit, before the acknowledgement'],
] as const;

let stand: Stand;
const urls: Record<string, string> = {};
const desks: Record<string, ChildProcess> = {};

beforeAll(async () => {
  stand = await openStand('intake', 'review');
  for (const desk of ['intake', 'review']) urls[desk] = await stand.schema(desk, migrateStand, messagingInsertOnly);
  await start('intake');
  await start('review');
});

afterAll(async () => {
  for (const desk of Object.values(desks)) desk.kill('SIGKILL');
  await stand?.close();
});

async function start(desk: string, failpoints = ''): Promise<void> {
  const child = fork('dist/libs/messaging/test/desk.process.js', {
    env: {
      ...process.env,
      DESK: desk,
      DATABASE_URL: urls[desk],
      NATS_URL: stand.nats.urlOf(desk),
      FAILPOINTS: failpoints,
      NODE_OPTIONS: '',
    },
    execArgv: [],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  desks[desk] = child;
  await once(child, 'message');
}

async function end(desk: string): Promise<void> {
  const child = desks[desk];
  if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, 'exit');
  child.kill('SIGTERM');
  await exited;
}

/** Lets the saying desk work until it is done or dead. */
async function say(cases: number): Promise<void> {
  const child = desks['intake'] as ChildProcess;
  const over = new Promise<void>((resolve) => {
    const done = (): void => {
      child.off('message', done).off('exit', done);
      resolve();
    };
    child.on('message', done).on('exit', done);
  });
  child.send({ say: cases }, (error) => error !== null && child.emit('message'));
  await over;
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

describe('a process killed with SIGKILL', () => {
  it.each(places)(
    '%s at %s: nothing lost, nothing done twice',
    async (desk, point, _where) => {
      await end(desk);
      await start(desk, `${point}=kill@3`);
      const victim = desks[desk] as ChildProcess;
      const died = once(victim, 'exit');
      // A few matters at a time, so that relay and listener work in several batches.
      for (let more = 0; more < 60 && victim.signalCode === null; more += 1) {
        await say(2);
        // Long enough for a batch of their own.
        await sleep(100);
      }
      await died;
      expect(victim.signalCode).toBe('SIGKILL');
      await start(desk);
      await say(3);
      await eventually(async () => {
        const accepted = await count('intake', 'SELECT COUNT(*) AS n FROM matter');
        const closed = await count('intake', `SELECT COUNT(*) AS n FROM matter WHERE state = 'closed'`);
        expect(await count('intake', `SELECT COUNT(*) AS n FROM outbox WHERE state = 'waiting'`)).toBe(0);
        expect(await count('intake', 'SELECT COUNT(*) AS n FROM outbox')).toBe(accepted + closed);
        expect(await count('intake', 'SELECT COUNT(*) AS n FROM ledger')).toBe(accepted + closed);
        expect(await count('review', 'SELECT COUNT(*) AS n FROM heard_case WHERE opened = 1')).toBe(accepted);
        expect(await count('review', 'SELECT COUNT(*) AS n FROM heard_case WHERE closed = 1')).toBe(closed);
        expect(await count('review', 'SELECT COUNT(*) AS n FROM inbox')).toBe(accepted + closed);
      }, 50_000);
    },
    90_000,
  );
});

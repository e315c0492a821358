import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { createConnection } from 'mysql2/promise';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { eventually, openStand, type Stand } from '#lib/testing';
import { messagingInsertOnly } from '../src/index.js';
import { migrateStand } from './stand.js';

let stand: Stand;
let url: string;
let desk: ChildProcess;
let output = '';

beforeAll(async () => {
  stand = await openStand('review');
  url = await stand.schema('review', migrateStand, messagingInsertOnly);
  await due('first');
  await stand.nats.stop();
  desk = fork('dist/libs/messaging/test/backlog-desk.process.js', {
    env: {
      ...process.env,
      DATABASE_URL: url,
      NATS_URL: stand.nats.urlOf('review'),
      PATIENCE: '3000',
      NODE_OPTIONS: '',
    },
    execArgv: [],
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  });
  desk.stdout?.on('data', (text: Buffer) => (output += text.toString()));
  await once(desk, 'message');
});

afterAll(async () => {
  desk?.kill('SIGKILL');
  await stand?.close();
});

/** A timer of the desk's is due. */
async function due(subject: string): Promise<void> {
  const connection = await createConnection({ uri: url });
  await connection.query(
    `INSERT INTO due_timer (kind, subject_id, region, due_at, state, attempts)
     VALUES ('waiting', ?, '530129', '2026-01-01', 'waiting', 0)`,
    [subject],
  );
  await connection.end();
}

/** The messages of what the desk wrote, of those that tell of timers and the backlog. */
const told = (): string[] =>
  output
    .split('\n')
    .filter((line) => line.endsWith('}'))
    .map((line) => JSON.parse(line) as { msg: string; subject?: string })
    .filter(({ msg }) => msg === 'fired' || msg.startsWith('the backlog'))
    .map(({ msg, subject }) => subject ?? msg);

const warning = 'the backlog is not heard in time: acts go on that facts still unheard may forbid';

it('a timer that waits for a backlog fires in the end, after one warning', async () => {
  await eventually(() => expect(told()).toEqual([warning, 'first']));
  await due('second');
  await eventually(() => expect(told()).toEqual([warning, 'first', 'second']));
});

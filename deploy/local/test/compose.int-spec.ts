import { rmSync } from 'node:fs';
import { jetstream, jetstreamManager } from '@nats-io/jetstream';
import { connect } from '@nats-io/transport-node';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { findProgram, openOperatorConnection } from '#lib/testing';
import { Machine, type Prepared } from './machine.js';

/** Installing, starting and migrating on a machine that does other things too. */
const patience = 300_000;
const up = 'compose -f deploy/local/compose.yml up -d --wait';
const stop = 'compose -f deploy/local/compose.yml stop';
const install = 'please install mariadb-server-core, mariadb-client-core, nats-server (Debian and Ubuntu names)';

let machine: Machine;
beforeEach(() => {
  machine = new Machine();
});
afterEach(async () => machine.remove(), patience);

async function rows(url: string, sql: string): Promise<object[]> {
  const connection = await openOperatorConnection(url);
  try {
    return await connection.rows(sql);
  } finally {
    await connection.end();
  }
}

const schemas = async ({ rootUrl }: Prepared): Promise<unknown[]> =>
  (await rows(rootUrl, `SHOW DATABASES LIKE 'yc\\_%'`)).flatMap(Object.values);

/** Publishes an event; @returns how many events the stream holds now */
async function publish(url: string): Promise<number> {
  const { username: user, password: pass, host } = new URL(url);
  const bus = await connect({ servers: host, user, pass });
  const manager = await jetstreamManager(bus);
  await manager.streams.add({ name: 'EVT_INTAKE', subjects: ['evt.intake.>'] });
  await jetstream(bus).publish('evt.intake.v1.case-closed.530129.1', 'closed');
  const { state } = await manager.streams.info('EVT_INTAKE');
  await bus.close();
  return state.messages;
}

describe('npm start on a machine with an engine and neither mariadbd nor nats-server', () => {
  beforeEach(() => machine.putEngine());

  it(
    'composes both, durable, on free ports, and prepares the schemas; a second start finds everything there',
    async () => {
      const first = await machine.prepare();
      expect(first.kind).toBe('composed');
      expect([first.rootUrl, first.natsUrl].map((url) => new URL(url).hostname)).toEqual(['127.0.0.1', '127.0.0.1']);
      expect(machine.asked()).toEqual(['info', up]);
      const durable =
        'SELECT @@innodb_flush_log_at_trx_commit AS flushed, @@sync_binlog AS synced, @@log_bin AS logged, @@tx_isolation AS isolation';
      expect(await rows(first.rootUrl, durable)).toEqual([
        { flushed: 1, synced: 1, logged: 1, isolation: 'READ-COMMITTED' },
      ]);
      expect(await schemas(first)).toEqual(
        Object.keys(first.databases)
          .map((name) => `yc_${name}`)
          .sort(),
      );
      const intake = first.databases['intake'] ?? '';
      const sequence = "INSERT INTO number_sequence (sequence, last_number) VALUES ('test', 7)";
      await rows(intake, sequence);
      expect(await publish(first.natsUrl)).toBe(1);

      await machine.stop();
      expect(machine.asked()).toEqual(['info', up, stop]);
      expect(machine.containers()).toEqual([]);

      const second = await machine.prepare();
      expect(second).toEqual(first);
      const kept = "SELECT last_number FROM number_sequence WHERE sequence = 'test'";
      expect(await rows(intake, kept)).toEqual([{ last_number: 7 }]);
      expect(await publish(second.natsUrl)).toBe(2);
    },
    patience,
  );

  it(
    'begins from nothing when its state was removed: another password, other volumes',
    async () => {
      const first = await machine.prepare();
      await publish(first.natsUrl);
      await machine.stop();
      rmSync(machine.start, { recursive: true });
      const second = await machine.prepare();
      expect(new URL(second.rootUrl).password).not.toBe(new URL(first.rootUrl).password);
      expect(await publish(second.natsUrl)).toBe(1);
    },
    patience,
  );
});

describe('npm start on a machine without either', () => {
  it.each([
    ['with no engine', undefined, []],
    ['with an engine that answers not', 'echo "$@" >> "$ENGINE_DIRECTORY/asked"; exit 1', ['info']],
    [
      'with an engine that cannot run them',
      'echo "$@" >> "$ENGINE_DIRECTORY/asked"; test "$1" = info',
      ['info', up, stop],
    ],
  ])(
    '%s says in a sentence what to install',
    async (_, docker, asked) => {
      if (docker !== undefined) machine.put('docker', docker);
      await expect(machine.prepare()).rejects.toThrow(install);
      expect(machine.asked()).toEqual(asked);
    },
    patience,
  );

  it(
    'asks apt-get when it is there, and for root only',
    async () => {
      for (const program of ['mariadbd', 'mariadb-install-db', 'my_print_defaults', 'nats-server']) {
        machine.put(program, `exec ${findProgram(program, process.env['PATH'] ?? '')} "$@"`, 'packages');
      }
      const { directory } = machine;
      const fetching = `echo "$@" >> "$ENGINE_DIRECTORY/asked"; test "$1" = update || cp '${directory}'/packages/* '${directory}/bin'`;
      machine.put('apt-get', fetching);
      if (process.getuid?.() !== 0) {
        await expect(machine.prepare()).rejects.toThrow(install);
        expect(machine.asked()).toEqual([]);
        return;
      }
      expect((await machine.prepare()).kind).toBe('installed');
      const names = 'mariadb-server-core mariadb-client-core nats-server';
      expect(machine.asked()).toEqual(['update -qq', `install -y -qq --no-install-recommends ${names}`]);
    },
    patience,
  );
});

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { jetstream, jetstreamManager } from '@nats-io/jetstream';
import { connect, type NatsConnection } from '@nats-io/transport-node';
import { DueTimer, schedule, type TimerAct, TimerRunner, Work } from '#lib/persistence';
import { newId, type Served } from '#lib/service-kit';
import { eventually, type Stand } from '#lib/testing';
import { markPublished } from '../src/relay/journal.js';
import { matterDoor, openDesks, startDesk } from './stand.js';

const by = { personId: 'clerk' };
let stand: Stand;
let intake: Served;
let review: Served;
let replica: Served;
let admin: NatsConnection;

beforeAll(async () => {
  const desks = await openDesks();
  ({ stand, intake, review } = desks);
  replica = await startDesk('intake', desks.intakeUrl, stand.nats.urlOf('intake'));
  const url = new URL(stand.nats.urlOf('admin'));
  admin = await connect({ servers: url.host, user: url.username, pass: url.password });
});

afterAll(async () => {
  await admin?.close();
  for (const desk of [intake, replica, review]) await desk?.close();
  await stand?.close();
});

const workOf = (desk: Served): Work => desk.app.get(Work);

async function count(desk: Served, sql: string): Promise<number> {
  const rows = await workOf(desk).read(async (tx) => tx.query<{ n: string }[]>(sql));
  return Number(rows[0]?.n);
}

async function accept(desk: Served, cases: number): Promise<void> {
  for (let n = 0; n < cases; n += 1) {
    const caseId = newId();
    await workOf(desk).run(async (tx) => matterDoor.enter(tx, { caseId, region: '530129' }, 'accept', by, { caseId }));
  }
}

async function expectAllHeardOnce(): Promise<void> {
  const jsm = await jetstreamManager(admin);
  await eventually(async () => {
    const matters = await count(intake, 'SELECT COUNT(*) AS n FROM matter');
    expect(await count(review, 'SELECT COUNT(*) AS n FROM heard_case')).toBe(matters);
    expect(await count(review, 'SELECT COUNT(*) AS n FROM heard_case WHERE opened = 1')).toBe(matters);
    expect(await count(intake, `SELECT COUNT(*) AS n FROM outbox WHERE state = 'waiting'`)).toBe(0);
    expect(await jsm.consumers.info('EVT_INTAKE', 'review__intake')).toMatchObject({
      num_pending: 0,
      num_ack_pending: 0,
    });
  });
}

/** Says everything in the stream once more, as a relay does that the broker no longer remembers. */
async function sayAllAgain(): Promise<void> {
  const jsm = await jetstreamManager(admin);
  const { state } = await jsm.streams.info('EVT_INTAKE');
  for (let seq = 1; seq <= state.last_seq; seq += 1) {
    const message = await jsm.streams.getMessage('EVT_INTAKE', { seq });
    if (message === null) continue;
    message.header.delete('Nats-Msg-Id');
    await jetstream(admin).publish(message.subject, message.data, { headers: message.header });
  }
}

describe('two relays and a listener', () => {
  it('say what both replicas commit, once', async () => {
    await Promise.all([accept(intake, 15), accept(replica, 15)]);
    await expectAllHeardOnce();
  });

  it('handle new events of a batch whose others were handled before', async () => {
    await Promise.all([sayAllAgain(), accept(intake, 30)]);
    await expectAllHeardOnce();
  });

  it('refuse a mark to a relay that has lost the lease', async () => {
    await accept(intake, 1);
    await expectAllHeardOnce();
    const [row] = await workOf(intake).read(async (tx) =>
      tx.query<{ seq: string }[]>('SELECT seq FROM outbox ORDER BY seq DESC LIMIT 1'),
    );
    const places = [{ seq: row?.seq ?? '', streamSeq: 1, at: new Date() }];
    const old = { name: 'EVT_INTAKE', created: '2026-01-01T00:00:00Z' };
    expect(await markPublished(workOf(intake), 'somebody else', old, places)).toBe(0);
    expect(await count(intake, `SELECT COUNT(*) AS n FROM outbox WHERE stream_created = '${old.created}'`)).toBe(0);
  });
});

/** Counts in `heard_case` how often each subject was fired. */
const counting = (kind: string, prepare: boolean, refuse: (subject: string) => boolean): TimerAct => ({
  kind,
  ...(prepare ? { prepare: async () => 'prepared' } : {}),
  fire: async (tx, { subjectId }, prepared) => {
    expect(prepared).toBe(prepare ? 'prepared' : undefined);
    await tx.query(
      'INSERT INTO heard_case (case_id, opened, closed) VALUES (?, 1, 0) ON DUPLICATE KEY UPDATE opened = opened + 1',
      [subjectId],
    );
    if (refuse(subjectId)) throw new Error('not this time');
  },
});

describe.each([
  ['plain', false],
  ['prepared', true],
])('%s timers of two replicas', (kind, prepare) => {
  it('are each fired once, whether handed over, found, or put back after a failure', async () => {
    const refusals = new Map<string, number>();
    const refuse = (subject: string): boolean => {
      const left = refusals.get(subject) ?? 0;
      refusals.set(subject, left - 1);
      return left > 0;
    };
    const broken: unknown[] = [];
    const failed: string[] = [];
    const reports = {
      failed: ({ subjectId }: DueTimer) => void failed.push(subjectId),
      broken: (error: unknown) => void broken.push(error),
    };
    const runners = [intake, replica].map(
      (desk) => new TimerRunner(workOf(desk), [counting(kind, prepare, refuse)], reports),
    );
    for (const runner of runners) runner.start();
    const before = await count(intake, 'SELECT COUNT(*) AS n FROM heard_case');
    const subjects = Array.from({ length: 90 }, () => newId());
    const bad = subjects[40] as string;
    // Alone it is tried after the batch it was in: both fail.
    refusals.set(bad, 2);
    await Promise.all(
      subjects.map(async (subjectId, n) =>
        workOf(n % 2 === 0 ? intake : replica).run(async (tx) => {
          // At once, in a moment, or written by somebody whose commit hands nothing over.
          const dueAt = new Date(tx.now.getTime() + (n % 3 === 0 ? 300 : 0));
          // No duty at all writes nothing.
          schedule(tx);
          if (n % 5 === 0)
            await tx.insert(DueTimer, { kind, subjectId, region: '1', dueAt, state: 'waiting', attempts: 0 });
          else schedule(tx, { kind, subjectId, region: '1', dueAt });
        }),
      ),
    );
    await eventually(async () => {
      expect(
        await count(intake, `SELECT COUNT(*) AS n FROM due_timer WHERE kind = '${kind}' AND state = 'fired'`),
      ).toBe(90);
    });
    for (const runner of runners) await runner.stop();
    expect(await count(intake, 'SELECT COUNT(*) AS n FROM heard_case')).toBe(before + 90);
    expect(await count(intake, 'SELECT COUNT(*) AS n FROM heard_case WHERE opened <> 1')).toBe(0);
    expect(broken).toEqual([]);
    expect(new Set(failed)).toEqual(new Set(failed.length === 0 ? [] : [bad]));
  });
});

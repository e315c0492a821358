import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { jetstreamManager } from '@nats-io/jetstream';
import { connect } from '@nats-io/transport-node';
import { Work } from '#lib/persistence';
import { newId, type Served } from '#lib/service-kit';
import { eventually, type Stand } from '#lib/testing';
import { matterDoor, openDesks, startDesk } from './stand.js';

const by = { personId: 'clerk' };
let stand: Stand;
let reviewUrl: string;
let intake: Served;
let review: Served;

beforeAll(async () => {
  ({ stand, reviewUrl, intake, review } = await openDesks());
});

afterAll(async () => {
  await intake?.close();
  await review?.close();
  await stand?.close();
});

async function acceptAndClose(cases: number): Promise<void> {
  const work = intake.app.get(Work);
  for (let n = 0; n < cases; n += 1) {
    const caseId = newId();
    const matter = await work.run(async (tx) =>
      matterDoor.enter(tx, { caseId, region: '530129' }, 'accept', by, { caseId }),
    );
    await work.run(async (tx) => matterDoor.advance(tx, matter, 'close', by, { caseId, outcome: 'approved' }));
  }
}

async function count(sql: string, service: Served): Promise<number> {
  const rows = await service.app.get(Work).run(async (tx) => tx.query<{ n: string }[]>(sql));
  return Number(rows[0]?.n);
}

/** Every matter was heard exactly once, and nothing waits anywhere. */
async function expectAllHeardOnce(): Promise<void> {
  await eventually(async () => {
    const matters = await count('SELECT COUNT(*) AS n FROM matter', intake);
    expect(await count('SELECT COUNT(*) AS n FROM heard_case WHERE opened = 1 AND closed = 1', review)).toBe(matters);
    expect(await count(`SELECT COUNT(*) AS n FROM outbox WHERE state = 'waiting'`, intake)).toBe(0);
    expect(await count('SELECT COUNT(*) AS n FROM parked', review)).toBe(0);
  }, 45_000);
}

async function streams() {
  const url = new URL(stand.nats.urlOf('admin'));
  const connection = await connect({ servers: url.host, user: url.username, pass: url.password });
  return { connection, jsm: await jetstreamManager(connection) };
}

describe('the journal and the stream', () => {
  it('carries every event once', async () => {
    await acceptAndClose(50);
    await expectAllHeardOnce();
  });

  it('refills a stream that was deleted while events were being said', async () => {
    const { connection, jsm } = await streams();
    const saying = acceptAndClose(60);
    await jsm.streams.delete('EVT_INTAKE');
    await saying;
    await expectAllHeardOnce();
    await eventually(async () => {
      const info = await jsm.streams.info('EVT_INTAKE');
      expect(info.state.messages).toBe(await count('SELECT COUNT(*) AS n FROM outbox', intake));
    });
    await connection.close();
  });

  it('works on while the bus is down, and catches up', async () => {
    await stand.nats.server.kill9();
    await acceptAndClose(20);
    await stand.nats.restart();
    await expectAllHeardOnce();
  });

  it('catches up a listener that was down for a thousand cases', async () => {
    await review.close();
    await acceptAndClose(1000);
    review = await startDesk('review', reviewUrl, stand.nats.urlOf('review'));
    await expectAllHeardOnce();
  });

  it('lets nobody but the owner say its facts', async () => {
    const url = new URL(stand.nats.urlOf('review'));
    const connection = await connect({
      servers: url.host,
      user: url.username,
      pass: url.password,
      inboxPrefix: '_INBOX_review',
    });
    await expect(connection.request('evt.intake.v1.case-accepted.530129.x', '', { timeout: 2_000 })).rejects.toThrow(
      /permissions/i,
    );
    await connection.close();
  });

  it('refuses to change or delete a ledger row with the service account', async () => {
    const work = intake.app.get(Work);
    await expect(work.run(async (tx) => tx.query(`UPDATE ledger SET act = 'x' LIMIT 1`))).rejects.toThrow(/denied/);
    await expect(work.run(async (tx) => tx.query('DELETE FROM ledger LIMIT 1'))).rejects.toThrow(/denied/);
  });
});

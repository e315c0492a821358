import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { headers } from '@nats-io/nats-core';
import { connect, type NatsConnection } from '@nats-io/transport-node';
import { Work } from '#lib/persistence';
import { newId, type Served } from '#lib/service-kit';
import { eventually, type Stand } from '#lib/testing';
import {
  discardDeadLetter,
  discardParked,
  listDeadLetters,
  listParked,
  replayDeadLetter,
  replayParked,
} from '../src/index.js';
import { HeardCase, matterDoor, openDesks, poison } from './stand.js';

const by = { personId: 'clerk' };
const said = { by: 'operator', reason: '已修复' };
let stand: Stand;
let intake: Served;
let review: Served;
let admin: NatsConnection;

beforeAll(async () => {
  ({ stand, intake, review } = await openDesks());
  const url = new URL(stand.nats.urlOf('admin'));
  admin = await connect({ servers: url.host, user: url.username, pass: url.password });
});

afterAll(async () => {
  await admin?.close();
  await intake?.close();
  await review?.close();
  await stand?.close();
});

const reviewWork = (): Work => review.app.get(Work);

async function accept(caseId: string): Promise<void> {
  await intake.app
    .get(Work)
    .run(async (tx) => matterDoor.enter(tx, { caseId, region: '530129' }, 'accept', by, { caseId }));
}

async function expectHeard(caseId: string): Promise<void> {
  await eventually(async () => {
    const heard = await reviewWork().run(async (tx) => tx.findOne(HeardCase, { where: { caseId } }));
    expect(heard?.opened).toBe(1);
  });
}

function strange(type: string, eventId: string): ReturnType<typeof headers> {
  const fields = {
    'ce-id': eventId,
    'ce-type': type,
    'ce-aggregate': 'case',
    'ce-subject': 'case-of-tomorrow',
    'ce-aggregateversion': '1',
    'ce-region': '530129',
    'ce-time': '2026-11-23T02:00:00.000Z',
    'ce-person': 'clerk',
  };
  const written = headers();
  for (const [name, value] of Object.entries(fields)) written.set(name, value);
  return written;
}

describe('messages that cannot be handled', () => {
  it('keeps back only the one whose handler fails, and handles it when an operator replays it', async () => {
    const bad = newId();
    poison.add(bad);
    await accept(bad);
    const good = newId();
    await accept(good);
    await expectHeard(good);
    const letter = await eventually(async () => {
      const [first] = await reviewWork().run(listDeadLetters);
      if (first === undefined) throw new Error('not given up yet');
      return first;
    }, 50_000);
    expect(letter).toMatchObject({ cause: 'handler-failed', state: 'open', type: 'yichuang.intake.v1.CaseAccepted' });
    // What is kept names the rule that was broken, never the value that broke it.
    expect(letter.error).toBe('Error: ER_DUP_ENTRY (1062) key PRIMARY');
    poison.delete(bad);
    await reviewWork().run(async (tx) => replayDeadLetter(tx, letter, said));
    await expectHeard(bad);
    expect(await reviewWork().run(listDeadLetters)).toEqual([]);
  }, 90_000);

  it('puts a message without an envelope aside at once; it can be discarded with a reason, not replayed', async () => {
    admin.publish('evt.intake.v1.case-accepted.530129.x', 'nonsense');
    const letter = await eventually(async () => {
      const [first] = await reviewWork().run(listDeadLetters);
      if (first === undefined) throw new Error('not seen yet');
      return first;
    });
    expect(letter).toMatchObject({ cause: 'undecodable', eventId: 'none' });
    await expect(reviewWork().run(async (tx) => replayDeadLetter(tx, letter, said))).rejects.toThrow(/discard/);
    await reviewWork().run(async (tx) => discardDeadLetter(tx, letter, said));
    expect(await reviewWork().run(listDeadLetters)).toEqual([]);
  });

  it('takes no fact of a service from the stream of another', async () => {
    const type = 'yichuang.review.v1.CaseDecided';
    admin.publish('evt.intake.v1.case-decided.530129.x', '', { headers: strange(type, newId()) });
    const letter = await eventually(async () => {
      const [first] = await reviewWork().run(listDeadLetters);
      if (first === undefined) throw new Error('not seen yet');
      return first;
    });
    expect(letter.error).toContain('is no event of intake');
    await reviewWork().run(async (tx) => discardDeadLetter(tx, letter, said));
  });

  it('parks an event of a type that only a newer release knows', async () => {
    const eventId = newId();
    const type = 'yichuang.intake.v1.CaseDreamt';
    admin.publish('evt.intake.v1.case-dreamt.530129.x', '', { headers: strange(type, eventId) });
    await eventually(async () => {
      const parked = await reviewWork().run(listParked);
      expect(parked).toMatchObject([{ eventId, awaits: 'unknown-type', envelope: { type } }]);
    });
    await reviewWork().run(async (tx) => replayParked(tx, eventId, said));
    // Still unknown, so it is parked again, with what the operator said and one try more.
    await eventually(async () => {
      const [parked] = await reviewWork().run(listParked);
      expect(parked?.reason).toContain('已修复');
      expect(parked?.tries).toBeGreaterThan(0);
    });
    await reviewWork().run(async (tx) => discardParked(tx, eventId, said));
    await expect(reviewWork().run(async (tx) => replayParked(tx, eventId, said))).rejects.toThrow(/no parked event/);
    expect(await reviewWork().run(listParked)).toEqual([]);
  });
});

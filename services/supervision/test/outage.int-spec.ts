import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually, type Said } from '#lib/testing';
import { Matter } from './matter.js';
import { china } from './office.js';
import { Others } from './others.js';
import { SupervisionStand } from './stand.js';

let stand: SupervisionStand;
let others: Others;

beforeAll(async () => {
  stand = await SupervisionStand.start();
  others = await Others.on(stand.servers.nats);
  await others.begin('intake', 'review');
});
afterAll(async () => {
  await others?.leave();
  await stand?.close();
});

/** A relay may take up to five seconds to begin when the bus is back; in milliseconds. */
const relaysBegin = 3_000;

/** Cases are accepted on 1 September, promised for the 8th. */
const accepted = (...matters: Matter[]): Said[] =>
  matters.map((matter) => matter.accepted('2026-09-01 09:00', '2026-09-08', '2026-09-29'));

/** Two cases accepted on 1 September, promised for the 8th. */
async function twoAccepted(): Promise<{ inTime: Matter; late: Matter }> {
  stand.moveTo('2026-09-01 09:30');
  const [inTime, late] = [new Matter(stand), new Matter(stand)];
  await stand.hear(...accepted(inTime, late));
  return { inTime, late };
}

/** What the office did meanwhile: decisions of other cases, and last that of one, in time. */
async function decideMany(inTime: Matter): Promise<void> {
  const before = Array.from({ length: 400 }, () => new Matter(stand).decided('2026-09-03 10:00'));
  await others.say(...before, inTime.decided('2026-09-04 17:00'));
}

/** Every timer that was due has fired, and the decision was heard. */
async function expectNoCardButOf(late: Matter, inTime: Matter): Promise<void> {
  await stand.quiet();
  await eventually(async () => {
    const ended = (await inTime.clocks()).find(({ kind }) => kind === 'promised');
    expect(ended).toMatchObject({ state: 'ended', endedBy: 'case-decided' });
  });
  expect(await late.standing()).toEqual(['promised-pre-warning', 'promised-yellow']);
  expect(await inTime.cards()).toEqual([]);
  const said = await stand.rows<{ of: string }>(
    "SELECT DISTINCT c.case_id AS `of` FROM outbox o LEFT JOIN card c ON c.card_id = o.aggregate_id WHERE o.aggregate = 'card'",
  );
  expect(said.map((row) => row.of)).not.toContain(inTime.caseId);
}

describe('a limit that passes while supervision cannot hear', () => {
  it('calls for no card against a case whose decision lies on the bus when supervision starts again', async () => {
    const { inTime, late } = await twoAccepted();
    await stand.halt('2026-09-09 09:00');
    await decideMany(inTime);
    await stand.startAgain();
    await expectNoCardButOf(late, inTime);
  });

  it('calls for none against a case that was accepted and decided on the bus', async () => {
    stand.moveTo('2026-09-01 09:30');
    const [inTime, late] = [new Matter(stand), new Matter(stand)];
    const facts = accepted(inTime, late);
    await stand.halt('2026-09-09 09:00');
    await others.say(...facts);
    await decideMany(inTime);
    await stand.startAgain();
    await eventually(async () => expect(await late.clocks()).not.toEqual([]));
    await expectNoCardButOf(late, inTime);
  });

  it('calls for none when the bus was away, though what was decided meanwhile is said only after it is back', async () => {
    const { inTime, late } = await twoAccepted();
    // Business time went back for this test, and what was heard with it.
    await eventually(() => expect(stand.heardUntil() < china('2026-09-02 00:00')).toBe(true));
    await stand.servers.nats.server.kill9();
    stand.moveTo('2026-09-09 09:00');
    await stand.servers.nats.restart();
    await sleep(relaysBegin);
    await decideMany(inTime);
    await expectNoCardButOf(late, inTime);
  });
});

import { fromBinary } from '@bufbuild/protobuf';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DueDateMovedSchema } from '#lib/contracts';
import type { Answer } from '#lib/testing';
import { Matter } from './matter.js';
import { endOf } from './office.js';
import { SupervisionStand } from './stand.js';

let stand: SupervisionStand;
beforeAll(async () => {
  stand = await SupervisionStand.start();
});
afterAll(async () => stand.close());

interface Clocks {
  clocks: {
    kind: string;
    state: string;
    dueAt: string | null;
    calendarVersion: string;
    stretches: { why: string; dueAt: string | null }[];
    explanation: { rule: string; zh: string; en: string; noticeNumbers: string[] }[];
  }[];
  facts: { kind: string }[];
}

async function clocksOf(matter: Matter, as = 'supervisor'): Promise<Answer<Clocks>> {
  return stand.call<Clocks>('GET', `/cases/${matter.caseId}/clocks`, as);
}

/** What was said of the moves of a clock, of its case and by the calendar heard: why, from when, to when. */
async function movesOf({ caseId }: Matter, clockKind: string): Promise<string[][]> {
  const told = await stand.rows<{ payload: Buffer }>(
    `SELECT o.payload FROM outbox o JOIN clock c ON c.clock_id = o.aggregate_id
     WHERE c.case_id = ? AND c.kind = ? ORDER BY o.aggregate_version`,
    [caseId, clockKind],
  );
  return told.map(({ payload }) => {
    const { reasonClass, dueBefore, dueAfter, ...about } = fromBinary(DueDateMovedSchema, payload);
    expect(about).toMatchObject({ caseId, clockKind, calendarVersion: 'cn-1' });
    return [reasonClass, dueBefore, dueAfter];
  });
}

describe('the clock register', () => {
  it('explains every date of a case from its facts, and tells when one moves', async () => {
    stand.moveTo('2026-09-01 09:00');
    const matter = new Matter(stand);
    await stand.hear(
      matter.lodged('2026-08-31 09:00', '2026-09-07'),
      matter.accepted('2026-09-01 09:00', '2026-09-08', '2026-09-29'),
      matter.stopped('2026-09-02 10:00'),
    );
    const { body: held } = await clocksOf(matter);
    expect(held.clocks.find(({ kind }) => kind === 'promised')).toMatchObject({ state: 'stopped', dueAt: null });
    await stand.hear(matter.resumed('2026-09-07 10:00'), matter.extended('2026-09-08 10:00'));
    const { status, body } = await clocksOf(matter);
    expect(status).toBe(200);
    expect(body.facts.map(({ kind }) => kind)).toEqual([
      'application-lodged',
      'case-accepted',
      'clock-stopped',
      'clock-resumed',
      'limit-extended',
    ]);
    expect(body.clocks.find(({ kind }) => kind === 'answer')).toMatchObject({ state: 'ended' });
    const promised = body.clocks.find(({ kind }) => kind === 'promised');
    // Five days from 2 September without 3, 4 and 7 end on the 11th; ten more over the week end on the 25th.
    expect(promised).toMatchObject({ state: 'running', dueAt: endOf('2026-09-25'), calendarVersion: 'cn-1' });
    expect(promised?.stretches.map(({ why, dueAt }) => [why, dueAt])).toEqual([
      ['started', endOf('2026-09-08')],
      ['stopped', null],
      ['resumed', endOf('2026-09-11')],
      ['extended', endOf('2026-09-25')],
    ]);
    const stop = promised?.explanation.find(({ rule }) => rule === 'stop');
    expect(stop?.noticeNumbers).toEqual(['示范民政特程〔2026〕00001号']);
    expect(stop?.zh).toContain('专家评审');
    const rules = promised?.explanation.map(({ rule }) => rule);
    expect(rules).toEqual(expect.arrayContaining(['calendar', 'count', 'rest-days', 'extend', 'end']));

    expect(await movesOf(matter, 'promised')).toEqual([
      ['stopped', endOf('2026-09-08'), ''],
      ['resumed', '', endOf('2026-09-11')],
      ['extended', endOf('2026-09-11'), endOf('2026-09-25')],
    ]);
  });

  it('follows a rectification that is sent back, and takes back the card that its first limit called for', async () => {
    stand.moveTo('2026-09-03 10:30');
    const matter = new Matter(stand);
    await stand.hear(
      matter.accepted('2026-09-01 09:00', '2026-09-08', '2026-09-29'),
      matter.badlyRated('2026-09-03 10:00', '2026-09-04', '2026-09-10'),
      matter.raterContacted('2026-09-03 10:15'),
      matter.decided('2026-09-03 10:20'),
    );
    stand.moveTo('2026-09-12 09:00');
    await stand.quiet();
    expect(await matter.standing()).toEqual(['rectification-pre-warning', 'rectification-yellow']);
    await stand.hear(matter.sentBack('2026-09-08 10:00', '2026-09-15'));
    await stand.quiet();
    // Of the second limit a warning is due by now, two working days before.
    const cards = (await matter.cards()).filter(({ state }) => state === 'raised');
    expect(cards.map(({ ruleId, due }) => [ruleId, due.toISOString()])).toEqual([
      ['rectification-pre-warning', endOf('2026-09-15')],
    ]);
    const { body } = await clocksOf(matter);
    const watched = body.clocks.filter(({ kind }) => kind.startsWith('rectification'));
    expect(watched.map(({ kind, state, dueAt, stretches }) => [kind, state, dueAt, stretches[0]?.why])).toEqual([
      ['rectification-contact', 'ended', endOf('2026-09-04'), 'started'],
      ['rectification', 'ended', endOf('2026-09-10'), 'started'],
      ['rectification', 'running', endOf('2026-09-15'), 'reopened'],
    ]);
    const moved = ['reopened', endOf('2026-09-10'), endOf('2026-09-15')];
    expect(await movesOf(matter, 'rectification')).toEqual([moved]);
    expect(await movesOf(matter, 'rectification-contact')).toEqual([]);
  });

  it('takes back the card of a contact that it heard of too late, and keeps the one that was reached before', async () => {
    stand.moveTo('2026-09-03 10:30');
    const matter = new Matter(stand);
    await stand.hear(
      matter.accepted('2026-09-01 09:00', '2026-09-08', '2026-09-29'),
      matter.decided('2026-09-02 09:00'),
      matter.badlyRated('2026-09-03 10:00', '2026-09-04', '2026-09-10'),
    );
    stand.moveTo('2026-09-07 09:00');
    await stand.quiet();
    const warning = 'rectification-contact-pre-warning';
    expect(await matter.standing()).toEqual([warning, 'rectification-contact-yellow']);
    await stand.hear(matter.raterContacted('2026-09-04 10:00'));
    expect(await matter.standing()).toEqual([warning]);
    expect(await matter.saidOfCards()).toEqual(['CardRaised', 'CardRaised', 'CardWithdrawn']);
  });

  it('is read by overseers, the hall, the department and the applicant, and by nobody else', async () => {
    const matter = new Matter(stand);
    await stand.hear(matter.accepted('2026-09-01 09:00', '2026-09-08', '2026-09-29'));
    for (const as of ['supervisor', 'auditor', 'clerk', 'reviewer']) {
      expect((await clocksOf(matter, as)).status).toBe(200);
    }
    for (const as of ['other-reviewer', 'supervisor-elsewhere']) {
      expect(await clocksOf(matter, as)).toMatchObject({ status: 404, body: { code: 'case.not-found' } });
    }
    expect((await clocksOf(matter, '')).status).toBe(401);
    const citizen = async (index: string) => stand.token('citizen', { kind: 'citizen', person_index: index });
    expect((await clocksOf(matter, await citizen(`index-of-${matter.caseId}`))).status).toBe(200);
    expect((await clocksOf(matter, await citizen('index-of-other'))).status).toBe(404);
    expect((await stand.call('GET', '/cards', await citizen(`index-of-${matter.caseId}`))).status).toBe(403);
  });
});

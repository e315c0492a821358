import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { CaseEvaluatedSchema, RectificationOpenedSchema } from '#lib/contracts';
import { newId } from '#lib/service-kit';
import { eventually } from '#lib/testing';
import { bad, good, indexOf } from './facts.js';
import { department } from './office.js';
import { EvaluationStand } from './stand.js';

let stand: EvaluationStand;
beforeAll(async () => {
  stand = await EvaluationStand.start();
});
afterAll(async () => stand.close());

const rate = async (occasionId: string, as: string, rating: object = good, headers = {}) =>
  stand.call('POST', `/occasions/${occasionId}/evaluation`, as, rating, headers);

/** Nothing of an evaluation is there: it was refused as a whole. */
async function expectUnrated(occasionId: string): Promise<void> {
  expect(await stand.occasion(occasionId)).toMatchObject({ state: 'unrated', version: 1 });
  expect(await stand.rows('SELECT level FROM evaluation WHERE occasion_id = ?', [occasionId])).toEqual([]);
  expect(await stand.rows('SELECT kind FROM written_text WHERE occasion_id = ?', [occasionId])).toEqual([]);
  expect(await stand.said(CaseEvaluatedSchema, occasionId)).toEqual([]);
}

describe('evaluating a service one was rendered', () => {
  it('records the rating, says it once, and keeps the words apart', async () => {
    const { occasionId, caseId, citizen } = await stand.delivery();
    const comment = '很满意,谢谢赵师傅';
    const answer = await rate(occasionId, citizen, { ...good, comment });
    expect(answer).toMatchObject({ status: 200, body: { occasionId, level: 5 } });
    const [event, ...more] = await stand.said(CaseEvaluatedSchema, occasionId);
    expect(more).toEqual([]);
    expect(event).toMatchObject({
      caseId,
      occasionId,
      serviceNumber: 7,
      level: 5,
      origin: 'active',
      servedBy: 'issue',
    });
    expect(event).toMatchObject({ channel: 'mobile', departmentId: department });
    expect(event?.evaluationId).toBe(answer.body['evaluationId']);
    const kept = await stand.rows('SELECT kind, words FROM written_text WHERE occasion_id = ?', [occasionId]);
    expect(kept).toEqual([{ kind: 'comment', words: comment }]);
    const elsewhere = await stand.rows(
      `SELECT (SELECT COUNT(*) FROM outbox WHERE INSTR(payload, ?) > 0) said,
              (SELECT COUNT(*) FROM idempotency_key WHERE INSTR(answer, ?) > 0) answered`,
      [comment, comment],
    );
    expect(elsewhere.map((row) => Object.values(row).map(Number))).toEqual([[0, 0]]);
    const seen = await stand.call('GET', `/occasions/${occasionId}`, citizen);
    expect(seen.body).toMatchObject({ state: 'rated', evaluation: { level: 5, indicators: ['510'] } });
    expect(JSON.stringify(seen.body)).not.toMatch(/origin|谢谢/);
  });

  it('takes an item with the longest name that can be published, to its rectification', async () => {
    const itemName = '名'.repeat(200);
    const { occasionId, caseId, citizen } = await stand.delivery({ itemId: newId(), itemName });
    expect((await rate(occasionId, citizen, bad)).status).toBe(200);
    for (const path of [`/occasions?caseId=${caseId}`, `/rectifications?caseId=${caseId}`]) {
      const { body } = await stand.call<{ items: { itemName: string }[] }>('GET', path, citizen);
      expect(body.items[0]?.itemName).toBe(itemName);
    }
  });

  it('gives the first answer again to the same key, and refuses another rating of the service', async () => {
    const { occasionId, citizen } = await stand.delivery();
    const key = { 'idempotency-key': newId() };
    const first = await rate(occasionId, citizen, good, key);
    expect(await rate(occasionId, citizen, good, key)).toEqual(first);
    expect(await rate(occasionId, citizen, bad)).toMatchObject({
      status: 409,
      body: { code: 'evaluation.already-given' },
    });
    const token = newId() + newId().slice(0, 17);
    expect(await stand.rateInvited(token, good)).toMatchObject({ status: 404, body: { code: 'invitation.unknown' } });
    expect(await stand.said(CaseEvaluatedSchema, occasionId)).toHaveLength(1);
    const opened = 'SELECT 1 FROM rectification WHERE occasion_id = ?';
    expect(await stand.rows(opened, [occasionId])).toEqual([]);
  });

  it('refuses an evaluation without a rendered service, and of somebody else’s', async () => {
    const { occasionId } = await stand.delivery();
    const stranger = await stand.citizen('index-of-a-stranger');
    for (const id of [newId(), occasionId]) {
      expect(await rate(id, stranger)).toMatchObject({ status: 404, body: { code: 'occasion.not-found' } });
    }
    await expectUnrated(occasionId);
    const audit = 'SELECT code FROM access_audit WHERE object = ?';
    expect(await stand.rows(audit, [`POST /occasions/${occasionId}/evaluation`])).toEqual([
      { code: 'occasion.not-found' },
    ]);
  });

  it.each([
    ['a level out of range', { level: 6 }, 'level'],
    ['no level', { level: undefined }, 'level'],
    ['half a level', { level: 2.5 }, 'level'],
    ['an unknown channel', { channel: 'fax' }, 'channel'],
    ['an indicator that is no code', { indicators: ['fast'] }, 'indicators'],
    ['an indicator of another level', { indicators: ['101'] }, 'indicators'],
    ['too many words', { comment: '长'.repeat(501) }, 'comment'],
    ['a hall tablet that does not say which', { channel: 'hall-tablet' }, 'deviceId'],
    ['an origin of its own making', { origin: 'active' }, 'origin'],
  ])('refuses %s, naming the field', async (_, change, field) => {
    const { occasionId, citizen } = await stand.delivery();
    const { status, body } = await rate(occasionId, citizen, { ...good, ...change });
    const faults = body['errors'] as { field: string }[];
    expect([status, ...new Set(faults.map((fault) => fault.field))]).toEqual([400, field]);
    await expectUnrated(occasionId);
  });

  it('refuses staff, whoever they are, and keeps the attempt', async () => {
    const { occasionId } = await stand.delivery();
    for (const who of ['issue', 'clerk', 'supervisor']) {
      expect(await rate(occasionId, who)).toMatchObject({ status: 403, body: { code: 'evaluation.by-staff' } });
    }
    const token = await stand.invitation(occasionId);
    const byToken = await stand.call('POST', '/evaluations', 'issue', { token, ...good });
    expect(byToken).toMatchObject({ status: 403, body: { code: 'evaluation.by-staff' } });
    await expectUnrated(occasionId);
    const audit = await stand.rows("SELECT person_id, act FROM access_audit WHERE code = 'evaluation.by-staff'");
    expect(audit).toHaveLength(4);
    expect(audit.at(-1)).toEqual({ person_id: 'issue', act: 'open-route' });
  });
});

describe('inviting somebody without an account', () => {
  it('lets the token rate once, keeps only its digest, and counts as the applicant’s own', async () => {
    const { occasionId } = await stand.delivery();
    const token = await stand.invitation(occasionId);
    const stored = await stand.rows('SELECT * FROM invitation WHERE occasion_id = ?', [occasionId]);
    expect(JSON.stringify(stored)).not.toContain(token);
    const answers = await stand.rows('SELECT answer FROM idempotency_key');
    expect(JSON.stringify(answers)).not.toContain(token);
    const tablet = { level: 4, channel: 'hall-tablet', deviceId: 'tablet-01' };
    expect(await stand.rateInvited(token, tablet)).toMatchObject({ status: 200, body: { level: 4 } });
    const again = await stand.rateInvited(token, tablet);
    expect(again).toMatchObject({ status: 409, body: { code: 'evaluation.already-given' } });
    const [event] = await stand.said(CaseEvaluatedSchema, occasionId);
    expect(event).toMatchObject({ origin: 'active', channel: 'hall-tablet', level: 4 });
    const late = await stand.call('POST', `/occasions/${occasionId}/invitation`, 'issue');
    expect(late).toMatchObject({ status: 409, body: { code: 'evaluation.already-given' } });
  });

  it('lets only the newest token rate', async () => {
    const { occasionId } = await stand.delivery();
    const older = await stand.invitation(occasionId);
    const newer = await stand.invitation(occasionId);
    expect(await stand.rateInvited(older, good)).toMatchObject({ status: 404, body: { code: 'invitation.unknown' } });
    expect((await stand.rateInvited(newer, good)).status).toBe(200);
  });

  it('is for the desks of the region only', async () => {
    const { occasionId, citizen } = await stand.delivery();
    const invite = async (as: string) => stand.call('POST', `/occasions/${occasionId}/invitation`, as);
    expect(await invite('chief')).toMatchObject({ status: 403, body: { code: 'authority.role-missing' } });
    expect(await invite('issue-strict')).toMatchObject({ status: 404, body: { code: 'occasion.not-found' } });
    expect(await invite(citizen)).toMatchObject({ status: 403, body: { code: 'authority.not-staff' } });
    expect(await invite('')).toMatchObject({ status: 401 });
  });
});

describe('the default evaluation', () => {
  it('is recorded after seven natural days, and the applicant’s rating takes its place once', async () => {
    const { occasionId, citizen } = await stand.delivery();
    const token = await stand.invitation(occasionId);
    const rated = await stand.delivery();
    await rate(rated.occasionId, rated.citizen);
    stand.passDays(7);
    await expectUnrated(occasionId);
    stand.passDays(1);
    await eventually(async () => expect((await stand.occasion(occasionId)).state).toBe('defaulted'));
    const [byDefault] = await stand.said(CaseEvaluatedSchema, occasionId);
    expect(byDefault).toMatchObject({ level: 3, origin: 'default', channel: '' });
    expect(await stand.occasion(rated.occasionId)).toMatchObject({ state: 'rated', version: 2 });

    expect((await rate(occasionId, citizen, bad)).status).toBe(200);
    const [, replaced] = await stand.said(CaseEvaluatedSchema, occasionId);
    expect(replaced).toMatchObject({ level: 1, origin: 'active', evaluationId: byDefault?.evaluationId });
    expect(await stand.rows('SELECT level, origin FROM evaluation WHERE occasion_id = ?', [occasionId])).toEqual([
      { level: 1, origin: 'active' },
    ]);
    expect((await stand.rateInvited(token, good)).body['code']).toBe('evaluation.already-given');
    const [row] = await stand.rows<{ id: string }>(
      'SELECT rectification_id id FROM rectification WHERE occasion_id = ?',
      [occasionId],
    );
    expect(await stand.said(RectificationOpenedSchema, row?.id ?? '')).toHaveLength(1);
  });

  it('outlives the token, not the applicant', async () => {
    const { occasionId, citizen } = await stand.delivery();
    const token = await stand.invitation(occasionId);
    stand.passDays(16);
    expect(await stand.rateInvited(token, good)).toMatchObject({ status: 409, body: { code: 'invitation.expired' } });
    await eventually(async () => expect((await stand.occasion(occasionId)).state).toBe('defaulted'));
    expect((await rate(occasionId, citizen)).status).toBe(200);
  });
});

describe('reading', () => {
  it('shows a citizen their own, a department its own, a region its own', async () => {
    const { occasionId, caseId, citizen } = await stand.delivery();
    const find = async (as: string) =>
      (await stand.call<{ items: { occasionId: string }[] }>('GET', `/occasions?caseId=${caseId}&limit=1`, as)).body;
    for (const who of [citizen, 'chief', 'clerk', 'supervisor']) {
      expect((await find(who)).items).toMatchObject([{ occasionId }]);
    }
    const stranger = await stand.citizen(indexOf(newId()));
    for (const who of [stranger, 'chief-other', 'issue-strict']) {
      expect((await find(who)).items).toEqual([]);
      expect((await stand.call('GET', `/occasions/${occasionId}`, who)).status).toBe(404);
    }
  });

  it('shows the desks what can be rated, and not how they were rated', async () => {
    const { occasionId, citizen } = await stand.delivery();
    await rate(occasionId, citizen, { level: 4, channel: 'pc' });
    for (const path of [`/occasions/${occasionId}`, `/occasions?state=rated&departmentId=${department}`]) {
      for (const who of ['issue', 'clerk']) {
        const { status, body } = await stand.call('GET', path, who);
        expect([status, JSON.stringify(body).includes('"evaluation"')]).toEqual([200, false]);
      }
      expect(JSON.stringify((await stand.call('GET', path, 'chief')).body)).toContain('"origin":"active"');
    }
    const none = await stand.call('GET', '/occasions?departmentId=dept-other', 'supervisor');
    expect(none.body).toEqual({ items: [] });
  });

  it('pages by key', async () => {
    const applicantIndex = indexOf(newId());
    const all = [await stand.delivery({ applicantIndex }), await stand.delivery({ applicantIndex })];
    const citizen = all[0]?.citizen ?? '';
    const seen: string[] = [];
    let next = '';
    do {
      const path = `/occasions?limit=1${next === '' ? '' : `&cursor=${next}`}`;
      const page = await stand.call<{ items: { occasionId: string }[]; next?: string }>('GET', path, citizen);
      seen.push(...page.body.items.map(({ occasionId }) => occasionId));
      next = page.body.next ?? '';
    } while (next !== '');
    expect(seen).toHaveLength(4);
    expect(seen).toEqual([...new Set(seen)].sort().reverse());
  });
});

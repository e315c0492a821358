import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  EvaluationExcludedSchema,
  RectificationAnsweredSchema,
  RectificationClosedSchema,
  RectificationContactedSchema,
  RectificationOpenedSchema,
} from '#lib/contracts';
import { answer, bad, callBack, contact, indexOf } from './facts.js';
import { department } from './office.js';
import { EvaluationStand } from './stand.js';

let stand: EvaluationStand;
beforeAll(async () => {
  stand = await EvaluationStand.start();
});
afterAll(async () => stand.close());

describe('a bad rating', () => {
  it('is contacted, answered, called back and closed, with its limits said at once', async () => {
    const one = await stand.opened();
    const [said] = await stand.said(RectificationOpenedSchema, one.rectificationId);
    const { rectificationId, caseId } = one;
    expect(said).toMatchObject({ rectificationId, caseId, departmentId: department, calendarVersion: 'cn-test' });
    const day = 86_400_000;
    const [contactDue, due] = [Date.parse(said?.contactDueAt ?? ''), Date.parse(said?.dueAt ?? '')];
    // One working day and five: no weekend is shorter than a day or longer than the two.
    expect(due - contactDue).toBeGreaterThanOrEqual(4 * day);
    expect(due - contactDue).toBeLessThanOrEqual(6 * day);
    expect(await stand.rectify(one, 'contact', 'reviewer', 1, contact)).toMatchObject({
      status: 200,
      body: { state: 'contacted' },
    });
    expect(await stand.said(RectificationContactedSchema, rectificationId)).toMatchObject([
      { rectificationId, caseId },
    ]);
    expect(await stand.rectify(one, 'answer', 'chief', 2, answer)).toMatchObject({
      status: 200,
      body: { state: 'answered' },
    });
    expect(await stand.rectify(one, 'call-back', 'manager', 3, callBack)).toMatchObject({
      status: 200,
      body: { version: 4 },
    });
    expect(await stand.rectify(one, 'close', 'manager', 4)).toMatchObject({ status: 200, body: { state: 'closed' } });
    expect(await stand.ledgerOf(one)).toEqual(['open', 'contact', 'answer', 'call-back', 'close']);
    const finding = 'rectified';
    const answered = await stand.said(RectificationAnsweredSchema, rectificationId);
    expect(answered).toMatchObject([{ rectificationId, caseId, finding }]);
    const closed = await stand.said(RectificationClosedSchema, rectificationId);
    expect(closed).toMatchObject([{ rectificationId, caseId, finding, newLevel: 4 }]);
    const seen = await stand.call('GET', `/rectifications/${one.rectificationId}`, one.citizen);
    expect(seen.body).toMatchObject({ state: 'closed', finding: 'rectified', newLevel: 4 });
    // The call-back's rating stands beside the first and changes no rate.
    const rating = await stand.rows('SELECT level, origin FROM evaluation WHERE occasion_id = ?', [one.occasionId]);
    expect(rating).toEqual([{ level: 1, origin: 'active' }]);
  });

  it('keeps every word out of events and out of reach without a purpose', async () => {
    const one = await stand.opened();
    await stand.rectify(one, 'contact', 'reviewer', 1, contact);
    await stand.rectify(one, 'answer', 'chief', 2, answer);
    const words = [bad.comment, contact.note, answer.words];
    for (const word of words) {
      expect(await stand.rows('SELECT type FROM outbox WHERE INSTR(payload, ?) > 0', [word])).toEqual([]);
      expect(await stand.rows('SELECT 1 FROM idempotency_key WHERE INSTR(answer, ?) > 0', [word])).toEqual([]);
    }
    const list = await stand.call('GET', `/rectifications?caseId=${one.caseId}`, 'manager');
    expect(list.body['items']).toMatchObject([{ rectificationId: one.rectificationId, state: 'answered' }]);
    expect(JSON.stringify(list.body)).not.toMatch(/三次往返|致歉|13800000000/);

    const path = `/occasions/${one.occasionId}/reveal`;
    expect((await stand.call('POST', path, 'manager', {})).status).toBe(400);
    expect((await stand.call('POST', path, 'issue', { purpose: '看看' })).body['code']).toBe('authority.role-missing');
    expect((await stand.call('POST', path, 'chief-other', { purpose: '看看' })).status).toBe(404);
    const logged =
      "SELECT person_id, purpose FROM access_audit WHERE kind = 'clear-view' AND object = ? ORDER BY audit_id";
    const object = [`occasion:${one.occasionId}`];
    expect(await stand.rows(logged, object)).toEqual([]);
    const purpose = '核实差评';
    const all = await stand.call<{ items: { kind: string; words: string }[] }>('POST', path, 'chief', { purpose });
    expect(all.body.items.map((text) => text.words)).toEqual(words);
    expect(await stand.rows(logged, object)).toEqual([{ person_id: 'chief', purpose }]);
    const own = await stand.call<{ items: { kind: string }[] }>('POST', path, one.citizen, { purpose: '查看本人评价' });
    expect(own.body.items.map(({ kind }) => kind)).toEqual(['comment', 'answer']);
  });

  it('is done in its order, on the version that was seen', async () => {
    const one = await stand.opened();
    const early: [string, string, object][] = [
      ['answer', 'chief', answer],
      ['call-back', 'manager', callBack],
      ['close', 'manager', {}],
      ['uphold', 'supervisor', { reason: '属实' }],
      ['dismiss', 'supervisor', { reason: '属实' }],
      ['appeal', 'chief', { ground: 'mistaken', words: '误评' }],
    ];
    for (const [route, as, body] of early) {
      const refused = await stand.rectify(one, route, as, 1, body);
      expect(refused).toMatchObject({ status: 409, body: { code: 'rectification.transition-refused' } });
    }
    const unseen = await stand.call('POST', `/rectifications/${one.rectificationId}/contact`, 'chief', contact);
    expect(unseen).toMatchObject({ status: 428, body: { code: 'precondition.required' } });
    const stale = await stand.rectify(one, 'contact', 'chief', 7, contact);
    expect(stale).toMatchObject({ status: 412, body: { code: 'rectification.stale-version' } });
    expect(await stand.ledgerOf(one)).toEqual(['open']);
  });

  it('is a matter of its department, then of the hall and supervision', async () => {
    const one = await stand.opened();
    const refusals: [string, string, object, number, string][] = [
      ['contact', 'chief-other', contact, 404, 'rectification.not-found'],
      ['contact', 'manager', contact, 403, 'authority.role-missing'],
      ['contact', one.citizen, contact, 403, 'authority.not-staff'],
      ['call-back', 'chief', callBack, 403, 'authority.role-missing'],
      ['close', 'reviewer', {}, 403, 'authority.role-missing'],
      ['close', 'supervisor-strict', {}, 404, 'rectification.not-found'],
      ['uphold', 'manager', { reason: '属实' }, 403, 'authority.role-missing'],
    ];
    for (const [route, as, body, status, code] of refusals) {
      expect(await stand.rectify(one, route, as, 1, body)).toMatchObject({ status, body: { code } });
    }
    const stranger = await stand.citizen(indexOf('somebody-else'));
    expect((await stand.call('GET', `/rectifications/${one.rectificationId}`, stranger)).status).toBe(404);
    expect(await stand.ledgerOf(one)).toEqual(['open']);
  });

  it('is neither called back nor closed by whoever was rated', async () => {
    const one = await stand.opened('issue-and-manager');
    await stand.rectify(one, 'contact', 'reviewer', 1, contact);
    await stand.rectify(one, 'answer', 'chief', 2, answer);
    const code = 'rectification.rated-person';
    expect(await stand.rectify(one, 'call-back', 'issue-and-manager', 3, callBack)).toMatchObject({
      status: 403,
      body: { code },
    });
    await stand.rectify(one, 'call-back', 'manager', 3, callBack);
    expect(await stand.rectify(one, 'close', 'issue-and-manager', 4)).toMatchObject({ status: 403, body: { code } });
    expect(await stand.rectify(one, 'close', 'supervisor', 4)).toMatchObject({ status: 200 });
    const audit = await stand.rows('SELECT person_id FROM access_audit WHERE code = ?', [code]);
    expect(audit).toEqual([{ person_id: 'issue-and-manager' }, { person_id: 'issue-and-manager' }]);
  });

  it('opens none for a rating that is not bad', async () => {
    for (const level of [3, 4, 5]) {
      const { occasionId, citizen } = await stand.delivery();
      await stand.call('POST', `/occasions/${occasionId}/evaluation`, citizen, { level, channel: 'pc' });
      expect(await stand.rows('SELECT 1 FROM rectification WHERE occasion_id = ?', [occasionId])).toEqual([]);
    }
  });
});

describe('an appeal', () => {
  const appeal = { ground: 'malicious', words: '同一人当日对十个事项均评一星' };

  it('that is upheld takes the rating out of the rates and ends the rectification', async () => {
    const one = await stand.opened();
    const figures = async () => {
      const sql = 'SELECT active, level1, excluded, rectifications_closed closed FROM indicator WHERE item_id = ?';
      return (await stand.rows<Record<string, number>>(sql, ['SJ02']))[0] ?? {};
    };
    const before = await figures();
    await stand.rectify(one, 'contact', 'reviewer', 1, contact);
    expect(await stand.rectify(one, 'appeal', 'chief', 2, appeal)).toMatchObject({
      status: 200,
      body: { state: 'appealed' },
    });
    expect(await stand.rectify(one, 'answer', 'chief', 3, answer)).toMatchObject({ status: 409 });
    const upheld = await stand.rectify(one, 'uphold', 'supervisor', 3, { reason: '经查属恶意评价' });
    expect(upheld).toMatchObject({ status: 200, body: { state: 'closed' } });
    const said = await stand.said(EvaluationExcludedSchema, one.occasionId);
    expect(said).toMatchObject([{ caseId: one.caseId, ground: 'malicious', departmentId: department }]);
    const { rectificationId, caseId } = one;
    const closed = await stand.said(RectificationClosedSchema, rectificationId);
    expect(closed).toMatchObject([{ rectificationId, caseId, finding: 'appeal-upheld', newLevel: 0 }]);
    expect(await stand.occasion(one.occasionId)).toMatchObject({ state: 'excluded' });
    const { active = 0, level1 = 0, excluded = 0, closed: done = 0 } = before;
    const after = { active: active - 1, level1: level1 - 1, excluded: excluded + 1, closed: done + 1 };
    expect(await figures()).toEqual(after);
    const again = await stand.call('POST', `/occasions/${one.occasionId}/evaluation`, one.citizen, bad);
    expect(again).toMatchObject({ status: 409, body: { code: 'evaluation.already-given' } });
  });

  it('that is dismissed must be answered, and cannot be made again', async () => {
    const one = await stand.opened();
    await stand.rectify(one, 'contact', 'reviewer', 1, contact);
    await stand.rectify(one, 'appeal', 'chief', 2, appeal);
    expect(await stand.rectify(one, 'dismiss', 'supervisor', 3, { reason: '评价有据' })).toMatchObject({
      body: { state: 'contacted' },
    });
    const again = await stand.rectify(one, 'appeal', 'chief', 4, appeal);
    expect(again).toMatchObject({ status: 409, body: { code: 'rectification.appealed-before' } });
    expect(await stand.rectify(one, 'answer', 'chief', 4, answer)).toMatchObject({ status: 200 });
    expect(await stand.occasion(one.occasionId)).toMatchObject({ state: 'rated' });
  });
});

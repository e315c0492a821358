import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { RectificationClosedSchema, RectificationReopenedSchema } from '#lib/contracts';
import { answer, callBack, contact } from './facts.js';
import { department } from './office.js';
import { EvaluationStand, type Opened } from './stand.js';

let stand: EvaluationStand;
beforeAll(async () => {
  stand = await EvaluationStand.start();
});
afterAll(async () => stand.close());

describe('a rater who is dissatisfied with the answer as well', () => {
  const again = { reason: '申请人表示问题没有解决,请重新核实整改' };
  const calledBack = async (newLevel?: number): Promise<Opened> => {
    const one = await stand.opened();
    await stand.rectify(one, 'contact', 'reviewer', 1, contact);
    await stand.rectify(one, 'answer', 'chief', 2, answer);
    await stand.rectify(one, 'call-back', 'manager', 3, {
      note: '申请人仍不满意',
      ...(newLevel === undefined ? {} : { newLevel }),
    });
    return one;
  };

  it('has the rectification sent back to the department, with a new limit and why', async () => {
    const one = await calledBack(2);
    const before = await stand.call('GET', `/rectifications/${one.rectificationId}`, 'manager');
    stand.passDays(3);
    expect(await stand.rectify(one, 'reopen', 'supervisor', 4, again)).toMatchObject({
      status: 200,
      body: { state: 'contacted', version: 5 },
    });
    const [said] = await stand.said(RectificationReopenedSchema, one.rectificationId);
    const { rectificationId, caseId } = one;
    expect(said).toMatchObject({
      rectificationId,
      caseId,
      departmentId: department,
      calendarVersion: 'cn-test',
      newLevel: 2,
    });
    const { body } = await stand.call('GET', `/rectifications/${one.rectificationId}`, 'chief');
    expect(body).toMatchObject({ dueAt: said?.dueAt, finding: '', answeredAt: null, newLevel: 0 });
    expect(Date.parse(String(body['dueAt']))).toBeGreaterThan(Date.parse(String(before.body['dueAt'])));
    expect(await stand.rows('SELECT type FROM outbox WHERE INSTR(payload, ?) > 0', [again.reason])).toEqual([]);
    const path = `/occasions/${one.occasionId}/reveal`;
    const texts = await stand.call<{ items: object[] }>('POST', path, 'chief', { purpose: '重新整改' });
    expect(texts.body.items).toContainEqual(expect.objectContaining({ kind: 'reopen', words: again.reason }));

    await stand.rectify(one, 'answer', 'reviewer', 5, answer);
    await stand.rectify(one, 'call-back', 'manager', 6, callBack);
    expect(await stand.rectify(one, 'close', 'manager', 7)).toMatchObject({ status: 200 });
    const kept = ['open', 'contact', 'answer', 'call-back', 'reopen', 'answer', 'call-back', 'close'];
    expect(await stand.ledgerOf(one)).toEqual(kept);
    const closed = await stand.said(RectificationClosedSchema, one.rectificationId);
    expect(closed).toMatchObject([{ rectificationId, caseId, finding: 'rectified', newLevel: 4 }]);
  });

  it('has it sent back once; then it is closed as it is', async () => {
    const one = await calledBack(1);
    await stand.rectify(one, 'reopen', 'manager', 4, again);
    await stand.rectify(one, 'answer', 'chief', 5, answer);
    await stand.rectify(one, 'call-back', 'manager', 6, { ...callBack, newLevel: 1 });
    const refused = await stand.rectify(one, 'reopen', 'manager', 7, again);
    expect(refused).toMatchObject({ status: 409, body: { code: 'rectification.reopened-before' } });
    expect(await stand.rectify(one, 'close', 'manager', 7)).toMatchObject({ status: 200 });
  });

  it.each([undefined, 3, 5])('is one who says so: a call-back that brought %p is closed', async (newLevel) => {
    const one = await calledBack(newLevel);
    const refused = await stand.rectify(one, 'reopen', 'manager', 4, again);
    expect(refused).toMatchObject({ status: 409, body: { code: 'rectification.rater-content' } });
    expect(await stand.ledgerOf(one)).toEqual(['open', 'contact', 'answer', 'call-back']);
  });

  it('is heard by who oversees the department, in the order of the acts, on what they saw', async () => {
    const one = await calledBack(1);
    const refusals: [string, number, object, number, string][] = [
      ['chief', 4, again, 403, 'authority.role-missing'],
      ['supervisor-strict', 4, again, 404, 'rectification.not-found'],
      ['manager', 3, again, 412, 'rectification.stale-version'],
      ['manager', 4, {}, 400, 'request.invalid'],
    ];
    for (const [who, version, body, status, code] of refusals) {
      expect(await stand.rectify(one, 'reopen', who, version, body)).toMatchObject({ status, body: { code } });
    }
    await stand.rectify(one, 'close', 'manager', 4);
    expect(await stand.rectify(one, 'reopen', 'manager', 5, again)).toMatchObject({
      status: 409,
      body: { code: 'rectification.transition-refused' },
    });
  });

  it('is not called back by whoever answered, the first time or the second', async () => {
    const one = await stand.opened();
    await stand.rectify(one, 'contact', 'reviewer', 1, contact);
    await stand.rectify(one, 'answer', 'chief-and-manager', 2, answer);
    await stand.rectify(one, 'call-back', 'manager', 3, { ...callBack, newLevel: 1 });
    const refused = { status: 403, body: { code: 'rectification.rated-person' } };
    expect(await stand.rectify(one, 'reopen', 'chief-and-manager', 4, again)).toMatchObject(refused);
    await stand.rectify(one, 'reopen', 'manager', 4, again);
    await stand.rectify(one, 'answer', 'reviewer', 5, answer);
    expect(await stand.rectify(one, 'call-back', 'chief-and-manager', 6, callBack)).toMatchObject(refused);
  });
});

import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { newId } from '#lib/service-kit';
import { eventually } from '#lib/testing';
import { alone } from './hall.js';
import { atVersion, ReviewStand } from './stand.js';

let stand: ReviewStand;
beforeAll(async () => {
  stand = await ReviewStand.start();
});
afterAll(async () => stand.close());
beforeEach(async () => stand.heartbeat());

interface Shown {
  clocks: { dueAt: string; explanation: object[] }[];
}

interface Listed {
  items: { caseId: string; state: string; overdue: boolean }[];
  next?: string;
}

describe('opening', () => {
  it('opens a task for every planned department and announces each', async () => {
    const caseId = await stand.openCase();
    const said = await stand.rows(
      'SELECT type, aggregate_id FROM outbox WHERE aggregate_id LIKE ? ORDER BY aggregate_id',
      [`${caseId}%`],
    );
    expect(said).toEqual([
      { type: 'yichuang.review.v1.TaskOpened', aggregate_id: `${caseId}-01` },
      { type: 'yichuang.review.v1.TaskOpened', aggregate_id: `${caseId}-02` },
    ]);
  });
});

describe('the journal', () => {
  it('is published to the bus', async () => {
    const caseId = await stand.openCase();
    await eventually(async () => {
      const rows = await stand.rows('SELECT DISTINCT state FROM outbox WHERE aggregate_id LIKE ?', [`${caseId}%`]);
      expect(rows).toEqual([{ state: 'published' }]);
    });
  });
});

describe('opinions', () => {
  it('are given once, by the task’s own department, while the case is open', async () => {
    const caseId = await stand.openCase();
    expect(await stand.opine(caseId, 'agree', 'reviewer')).toMatchObject({
      status: 403,
      body: { code: 'authority.other-department' },
    });
    expect((await stand.opine(caseId)).status).toBe(200);
    expect(await stand.opine(caseId)).toMatchObject({ status: 409, body: { code: 'task.transition-refused' } });
    expect(await stand.opine(caseId, 'agree', 'fire-reviewer', 7)).toMatchObject({
      status: 409,
      body: { code: 'task.transition-refused' },
    });
    expect(await stand.opine(newId())).toMatchObject({ status: 404, body: { code: 'task.not-found' } });
  });

  it('are about the case as it stands: when others have moved it since, it is read again first', async () => {
    const caseId = await stand.openCase();
    const extend = { reason: '案情复杂' };
    expect((await stand.call('POST', `/cases/${caseId}/extend`, 'chief', extend, atVersion(1))).status).toBe(200);
    const stale = { status: 412, body: { code: 'review-case.stale-version' } };
    expect(await stand.opine(caseId, 'agree', 'fire-reviewer', 1)).toMatchObject(stale);
    const tasks = await stand.rows('SELECT state FROM task WHERE case_id = ?', [caseId]);
    expect(tasks).toEqual([{ state: 'open' }, { state: 'open' }]);
    expect((await stand.opine(caseId, 'agree', 'fire-reviewer', 2)).status).toBe(200);
  });
});

describe('reading', () => {
  it('shows the departments of a case, nobody else, and masks the applicant', async () => {
    const caseId = await stand.openCase();
    for (const reader of ['reviewer', 'fire-reviewer', 'supervisor']) {
      const shown = await stand.call('GET', `/cases/${caseId}`, reader);
      expect(shown).toMatchObject({ status: 200, body: { caseId, version: 1, state: 'in-review' } });
      expect(JSON.stringify(shown.body)).not.toMatch(/张三|530129199001011234|13800000000/);
    }
    const read = await stand.call<Shown>('GET', `/cases/${caseId}`, 'reviewer');
    const [clock] = read.body.clocks;
    expect(clock?.dueAt).toBe('2026-11-03T15:59:59.999Z');
    expect(clock?.explanation.length).toBeGreaterThan(2);
    expect(await stand.call('GET', `/cases/${caseId}`, 'clerk')).toMatchObject({
      status: 403,
      body: { code: 'authority.role-missing' },
    });
    const single = await stand.openCase(alone);
    expect(await stand.call('GET', `/cases/${single}`, 'fire-reviewer')).toMatchObject({
      status: 404,
      body: { code: 'case.not-found' },
    });
    const audit = await stand.rows('SELECT code FROM access_audit WHERE object = ?', [`GET /cases/${single}`]);
    expect(audit).toEqual([{ code: 'case.not-found' }]);
  });

  it('lists the department’s work by pages, state and lateness', async () => {
    await stand.decide(await stand.openCase(alone));
    const ids = [await stand.openCase(alone), await stand.openCase(alone), await stand.openCase(alone)];
    const seen: string[] = [];
    let cursor = Buffer.from((ids[0] ?? '').slice(0, -1)).toString('base64url');
    for (;;) {
      const page = await stand.call<Listed>('GET', `/cases?limit=2&cursor=${cursor}`, 'reviewer');
      expect(page.status).toBe(200);
      seen.push(...page.body.items.map((line) => line.caseId));
      if (page.body.next === undefined) break;
      cursor = page.body.next;
    }
    expect(seen).toEqual(ids);
    const foreign = await stand.call<Listed>('GET', '/cases?limit=100', 'fire-reviewer');
    expect(foreign.body.items.filter((line) => ids.includes(line.caseId))).toEqual([]);
    for (const [filter, expected] of [
      ['state=in-review&overdue=true', 'in-review'],
      ['state=decided', 'decided'],
    ] as const) {
      const { body } = await stand.call<Listed>('GET', `/cases?limit=100&${filter}`, 'reviewer');
      const lines = body.items;
      expect(new Set(lines.map((line) => line.state))).toEqual(new Set([expected]));
      if (expected === 'in-review') expect(lines.every((line) => line.overdue)).toBe(true);
    }
    expect(await stand.call('GET', '/cases?limit=1000', 'reviewer')).toMatchObject({
      status: 400,
      body: { code: 'request.invalid' },
    });
  });

  it('reveals the applicant for a purpose, and keeps who looked', async () => {
    const caseId = await stand.openCase(alone);
    const path = `/cases/${caseId}/reveal`;
    expect(await stand.call('POST', path, 'reviewer', {})).toMatchObject({ status: 400 });
    const clear = await stand.call('POST', path, 'reviewer', { purpose: '电话核实' });
    expect(clear).toMatchObject({ status: 200, body: { name: '张三', phone: '13800000000' } });
    const audit = await stand.rows('SELECT kind, person_id, purpose FROM access_audit WHERE object = ?', [
      `review-case:${caseId}`,
    ]);
    expect(audit).toEqual([{ kind: 'clear-view', person_id: 'reviewer', purpose: '电话核实' }]);
    const kept = await stand.rows<{ answer: string }>("SELECT answer FROM idempotency_key WHERE answer LIKE '%张三%'");
    expect(kept).toEqual([]);
  });
});

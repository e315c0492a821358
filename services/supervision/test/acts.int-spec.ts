import { fromBinary } from '@bufbuild/protobuf';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { CardRaisedSchema, CardWithdrawnSchema, DueDateMovedSchema } from '#lib/contracts';
import type { Answer } from '#lib/testing';
import { department, endOf } from './office.js';
import { Matter } from './matter.js';
import { SupervisionStand } from './stand.js';

let stand: SupervisionStand;
beforeAll(async () => {
  stand = await SupervisionStand.start();
});
afterAll(async () => stand.close());

const match = (version: number) => ({ 'if-match': `"${version}"` });

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

/** A case past its promise, accepted on 1 September. */
async function late(): Promise<Matter> {
  stand.moveTo('2026-09-01 09:30');
  const matter = new Matter(stand);
  await stand.hear(matter.accepted('2026-09-01 09:00', '2026-09-08', '2026-09-29'));
  stand.moveTo('2026-09-09 09:00');
  await stand.quiet();
  return matter;
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

    const told = await stand.rows<{ payload: Buffer }>(
      `SELECT o.payload FROM outbox o JOIN clock c ON c.clock_id = o.aggregate_id
       WHERE c.case_id = ? AND c.kind = 'promised' ORDER BY o.aggregate_version`,
      [matter.caseId],
    );
    const moves = told.map(({ payload }) => fromBinary(DueDateMovedSchema, payload));
    expect(moves.map(({ reasonClass, dueBefore, dueAfter }) => [reasonClass, dueBefore, dueAfter])).toEqual([
      ['stopped', endOf('2026-09-08'), ''],
      ['resumed', '', endOf('2026-09-11')],
      ['extended', endOf('2026-09-11'), endOf('2026-09-25')],
    ]);
    expect(moves[0]).toMatchObject({ caseId: matter.caseId, clockKind: 'promised', calendarVersion: 'cn-1' });
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

describe('cards', () => {
  it('warns two working days before the promise, shows yellow after it and red after the law, each once', async () => {
    stand.moveTo('2026-09-01 09:30');
    const matter = new Matter(stand);
    await stand.hear(matter.accepted('2026-09-01 09:00', '2026-09-08', '2026-09-29'));
    stand.moveTo('2026-09-04 23:59');
    await stand.quiet();
    expect(await matter.standing()).toEqual([]);
    stand.moveTo('2026-09-05 00:01');
    await stand.quiet();
    expect(await matter.standing()).toEqual(['promised-pre-warning']);
    stand.moveTo('2026-09-30 00:01');
    await stand.quiet();
    expect(await matter.standing()).toEqual(['promised-pre-warning', 'promised-yellow', 'statutory-red']);
    const [red] = await stand.rows<{ payload: Buffer }>(
      `SELECT o.payload FROM outbox o JOIN card c ON c.card_id = o.aggregate_id WHERE c.case_id = ? AND c.colour = 'red'`,
      [matter.caseId],
    );
    expect(fromBinary(CardRaisedSchema, red?.payload ?? Buffer.alloc(0))).toMatchObject({
      caseId: matter.caseId,
      clockKind: 'statutory',
      colour: 'red',
      ruleId: 'statutory-red',
      dueAt: endOf('2026-09-29'),
      departmentId: department,
    });
    await stand.hear(matter.decided('2026-09-30 09:00'));
    await stand.quiet();
    // A decision that truly came after the limit takes nothing back.
    expect(await matter.saidOfCards()).toEqual(['CardRaised', 'CardRaised', 'CardRaised']);
  });

  it('takes a card back, once, when an earlier fact arrives late', async () => {
    const matter = await late();
    expect(await matter.standing()).toEqual(['promised-pre-warning', 'promised-yellow']);
    const decision = matter.decided('2026-09-07 17:00');
    await stand.hear(decision, decision);
    expect(await matter.standing()).toEqual(['promised-pre-warning']);
    expect((await matter.saidOfCards()).sort()).toEqual(['CardRaised', 'CardRaised', 'CardWithdrawn']);
  });

  it('warns of nothing while a clock is stopped, and raises nothing for a case that had ended', async () => {
    stand.moveTo('2026-09-01 09:30');
    const [held, over] = [new Matter(stand), new Matter(stand)];
    await stand.hear(
      held.accepted('2026-09-01 09:00', '2026-09-08', '2026-09-29'),
      held.stopped('2026-09-02 09:00'),
      over.accepted('2026-09-01 09:00', '2026-09-08', '2026-09-29'),
      over.withdrawn('2026-09-02 09:00'),
    );
    stand.moveTo('2026-09-09 00:01');
    await stand.quiet();
    expect(await over.cards()).toEqual([]);
    // Only the procedure itself, promised in five days, is warned of.
    expect(await held.standing()).toEqual(['special-procedure-pre-warning']);
  });
});

/** The yellow card of a case past its promise. */
async function yellow(): Promise<{ matter: Matter; cardId: string }> {
  const matter = await late();
  const cardId = (await matter.cards()).find(({ ruleId }) => ruleId === 'promised-yellow')?.cardId ?? '';
  return { matter, cardId };
}

describe('acts on a card', () => {
  const reason = { reason: '申请人补充材料较晚,已加快办理。' };

  it('lets the department explain and appeal, and supervision dismiss or uphold', async () => {
    const { matter, cardId } = await yellow();
    const path = `/cards/${cardId}`;
    expect(await stand.call('POST', `${path}/explain`, 'reviewer', reason, match(1))).toMatchObject({
      status: 200,
      body: { state: 'explained', version: 2 },
    });
    expect((await stand.call('POST', `${path}/appeal`, 'reviewer', reason, match(2))).body).toMatchObject({
      state: 'appealed',
    });
    expect((await stand.call('POST', `${path}/dismiss`, 'supervisor', reason, match(3))).body).toMatchObject({
      state: 'dismissed',
      version: 4,
    });
    expect(await matter.standing()).toContain('promised-yellow');
    expect((await stand.call('GET', path, 'reviewer')).body).toMatchObject({
      explanation: reason.reason,
      explainedBy: 'reviewer',
      appealedBy: 'reviewer',
      answer: reason.reason,
      answeredBy: 'supervisor',
    });

    const other = await yellow();
    await stand.call('POST', `/cards/${other.cardId}/appeal`, 'reviewer', reason, match(1));
    const upheld = await stand.call('POST', `/cards/${other.cardId}/uphold`, 'supervisor', reason, match(2));
    expect(upheld).toMatchObject({ status: 200, body: { state: 'upheld' } });
    expect(await other.matter.standing()).toEqual(['promised-pre-warning']);
    // The threshold comes again to nobody: what was upheld stays so.
    await stand.hear(other.matter.decided('2026-09-09 08:00'));
    await stand.quiet();
    expect(await other.matter.standing()).toEqual(['promised-pre-warning']);
    const said = await stand.rows<{ payload: Buffer }>(
      "SELECT payload FROM outbox WHERE aggregate_id = ? AND type LIKE '%CardWithdrawn'",
      [other.cardId],
    );
    expect(said.map(({ payload }) => fromBinary(CardWithdrawnSchema, payload).reasonClass)).toEqual(['appeal-upheld']);
  });

  it('refuses whoever may not, an old view, and what the state does not allow, plainly', async () => {
    const { cardId } = await yellow();
    const post = async (act: string, as: string, body: object = reason, headers: Record<string, string> = match(1)) =>
      stand.call('POST', `/cards/${cardId}/${act}`, as, body, headers);
    expect(await post('explain', 'clerk')).toMatchObject({ status: 403, body: { code: 'authority.role-missing' } });
    expect(await post('explain', 'supervisor')).toMatchObject({ status: 403 });
    expect(await post('explain', 'other-reviewer')).toMatchObject({ status: 404, body: { code: 'card.not-found' } });
    expect(await post('uphold', 'supervisor-elsewhere')).toMatchObject({ status: 404 });
    expect(await post('uphold', 'supervisor')).toMatchObject({
      status: 409,
      body: { code: 'card.transition-refused' },
    });
    expect(await post('explain', 'reviewer', reason, match(9))).toMatchObject({
      status: 412,
      body: { code: 'card.stale-version' },
    });
    expect(await post('explain', 'reviewer', reason, {})).toMatchObject({ status: 428 });
    expect(await post('explain', 'reviewer', { reason: '' })).toMatchObject({ status: 400 });
    expect(await post('explain', 'reviewer', { ...reason, more: 1 })).toMatchObject({ status: 400 });
    expect(await post('urge', 'supervisor', { demand: '限期办结', answerWorkingDays: 0 })).toMatchObject({
      status: 400,
    });
    expect(await post('explain', '')).toMatchObject({ status: 401 });
    expect((await stand.call('GET', `/cards/${cardId}`, 'reviewer')).body).toMatchObject({
      state: 'raised',
      version: 1,
    });
  });

  it('lists cards page by page: departments their own, overseers their region', async () => {
    await late();
    const page = '/cards?limit=1&colour=yellow&state=raised';
    const first = await stand.call<{ items: { cardId: string }[]; next: string }>('GET', page, 'supervisor');
    expect(first.body.items).toHaveLength(1);
    const second = await stand.call<typeof first.body>('GET', `${page}&cursor=${first.body.next}`, 'supervisor');
    expect(second.body.items[0]?.cardId).not.toBe(first.body.items[0]?.cardId);
    expect((await stand.call<typeof first.body>('GET', page, 'reviewer')).body.items).toHaveLength(1);
    for (const as of ['other-reviewer', 'supervisor-elsewhere']) {
      expect((await stand.call<typeof first.body>('GET', page, as)).body.items).toEqual([]);
    }
  });

  it('orders the department to act, lists what is open, and takes its answer', async () => {
    const { matter, cardId } = await yellow();
    const demand = { demand: '请于三个工作日内办结并说明原因', answerWorkingDays: 3 };
    const ordered = await stand.call('POST', `/cards/${cardId}/urge`, 'supervisor', demand, match(1));
    // Ordered on Wednesday 9 September.
    expect(ordered).toMatchObject({ status: 201, body: { state: 'ordered', answerDueAt: endOf('2026-09-14') } });
    const { actOrderId } = ordered.body as { actOrderId: string };
    const open = async (as: string): Promise<{ actOrderId: string; overdue: boolean }[]> =>
      (await stand.call<{ items: { actOrderId: string; overdue: boolean }[] }>('GET', '/act-orders?state=ordered', as))
        .body.items;
    expect(await open('reviewer')).toMatchObject([{ actOrderId, overdue: false }]);
    stand.moveTo('2026-09-15 09:00');
    expect(await open('supervisor')).toMatchObject([{ actOrderId, overdue: true }]);
    expect(await open('other-reviewer')).toEqual([]);
    const answer = { answer: '已于今日办结。' };
    const path = `/act-orders/${actOrderId}/answer`;
    expect(await stand.call('POST', path, 'other-reviewer', answer, match(1))).toMatchObject({ status: 404 });
    expect(await stand.call('POST', path, 'reviewer', answer, match(1))).toMatchObject({
      status: 200,
      body: { state: 'answered', version: 2 },
    });
    expect(await stand.call('POST', path, 'reviewer', answer, match(2))).toMatchObject({ status: 409 });
    expect(await open('supervisor')).toEqual([]);

    // What was ordered on a card that is taken back is taken back with it, and no more can be.
    const again = await stand.call('POST', `/cards/${cardId}/urge`, 'supervisor', demand, match(1));
    await stand.hear(matter.decided('2026-09-07 09:00'));
    const orders = await stand.rows('SELECT state FROM act_order WHERE card_id = ? ORDER BY act_order_id', [cardId]);
    expect([again.status, orders]).toEqual([201, [{ state: 'answered' }, { state: 'withdrawn' }]]);
    expect(await stand.call('POST', `/cards/${cardId}/urge`, 'supervisor', demand, match(2))).toMatchObject({
      status: 409,
      body: { code: 'card.not-standing' },
    });
  });
});

describe('rules', () => {
  const rule = { ruleId: 'delivery-red', version: 1, clockKind: 'delivery', colour: 'red', workingDays: 3 };

  it('are published in versions and count from their day on, for open clocks too', async () => {
    stand.moveTo('2026-09-01 09:30');
    const matter = new Matter(stand);
    await stand.hear(
      matter.accepted('2026-09-01 09:00', '2026-09-08', '2026-09-29'),
      matter.decided('2026-09-02 09:00', '2026-09-16'),
    );
    expect(await stand.call('POST', '/rules', 'supervisor', rule)).toMatchObject({ status: 201, body: { version: 1 } });
    await stand.quiet();
    stand.moveTo('2026-09-22 00:01');
    await stand.quiet();
    expect(await matter.standing()).toEqual(['delivery-pre-warning', 'delivery-yellow', 'delivery-red']);
    // Out of use from now on; what was raised stands.
    const ended = { ...rule, version: 2, active: false };
    expect((await stand.call('POST', '/rules', 'supervisor', ended)).status).toBe(201);
    await stand.quiet();
    expect(await matter.standing()).toContain('delivery-red');
    const { items } = (await stand.call<{ items: { ruleId: string; version: number }[] }>('GET', '/rules', 'auditor'))
      .body;
    expect(items.filter(({ ruleId }) => ruleId === 'delivery-red').map(({ version }) => version)).toEqual([1, 2]);
  });

  it('bind only the regions they are published for', async () => {
    const rule2 = { ruleId: 'answer-red', version: 1, clockKind: 'answer', colour: 'red', workingDays: 1 };
    const wide = { ...rule2, region: '53' };
    expect(await stand.call('POST', '/rules', 'supervisor', wide)).toMatchObject({
      status: 403,
      body: { code: 'authority.other-region' },
    });
    stand.moveTo('2026-09-01 09:30');
    expect((await stand.call('POST', '/rules', 'supervisor-elsewhere', rule2)).status).toBe(201);
    const matter = new Matter(stand);
    await stand.hear(matter.lodged('2026-09-01 09:00', '2026-09-08'));
    stand.moveTo('2026-09-20 09:00');
    await stand.quiet();
    expect(await matter.standing()).toEqual(['answer-pre-warning', 'answer-yellow']);
  });

  it('are refused when backdated, about something else, out of turn or malformed, and for whoever may not', async () => {
    const yellowRule = { ...rule, ruleId: 'promised-yellow', version: 2, clockKind: 'promised', colour: 'yellow' };
    const post = async (body: object, as = 'supervisor') => stand.call('POST', '/rules', as, body);
    expect(await post({ ...yellowRule, validFrom: '2020-01-01T00:00:00Z' })).toMatchObject({
      status: 400,
      body: { code: 'rule.backdated' },
    });
    expect(await post({ ...yellowRule, colour: 'red' })).toMatchObject({
      status: 409,
      body: { code: 'rule.about-something-else' },
    });
    expect(await post({ ...yellowRule, version: 7 })).toMatchObject({
      status: 412,
      body: { code: 'rule.stale-version' },
    });
    for (const bad of [
      { workingDays: 1.5 },
      { workingDays: 99 },
      { colour: 'green' },
      { clockKind: 'lunch' },
      { ruleId: 'A B' },
    ]) {
      expect((await post({ ...yellowRule, ...bad })).status).toBe(400);
    }
    expect((await post(yellowRule, 'reviewer')).status).toBe(403);
    expect((await post(yellowRule, 'auditor')).status).toBe(403);
  });
});

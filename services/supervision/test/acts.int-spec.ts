import { fromBinary } from '@bufbuild/protobuf';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { CardWithdrawnSchema } from '#lib/contracts';
import { Matter } from './matter.js';
import { endOf } from './office.js';
import { SupervisionStand } from './stand.js';

let stand: SupervisionStand;
beforeAll(async () => {
  stand = await SupervisionStand.start();
});
afterAll(async () => stand.close());

const match = (version: number) => ({ 'if-match': `"${version}"` });

/** The yellow card of a case past its promise. */
async function yellow(): Promise<{ matter: Matter; cardId: string }> {
  const matter = await Matter.late(stand);
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
    await Matter.late(stand);
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

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  CalendarPublishedSchema,
  CaseDecidedSchema,
  CaseWithdrawnSchema,
  ItemPublishedSchema,
  ItemWithdrawnSchema,
  ResultDeliveredSchema,
  WithdrawalRefusedSchema,
} from '#lib/contracts';
import { inAnyOrder } from '#lib/testing';
import { type Content, Desk, type Person } from './desk.js';
import { registration } from './items.js';

const body = {
  channel: 'window',
  itemId: 'MZ03',
  applicant: { kind: 'natural-person', name: '张三丰', idNumber: '11010519491231002X', phone: '13912345678' },
  materials: [{ ref: 'apply' }],
  delivery: { mode: 'window' },
};

describe('what the front desk hears', () => {
  let desk: Desk;
  let clerk: Person;

  beforeAll(async () => {
    desk = await Desk.start();
    clerk = await desk.staff('clerk');
  });
  afterAll(async () => desk.close());

  const accepted = async (): Promise<string> => {
    const { caseId } = (await clerk.post('/applications', body)).body;
    expect((await clerk.accept(`/cases/${caseId}/accept`, 1)).status).toBe(200);
    return caseId;
  };
  const askToWithdraw = async (caseId: string): Promise<string> => {
    return (await clerk.act(`/cases/${caseId}/withdraw`, 2, { reason: '计划有变' })).body.requestId;
  };
  const rowsOf = async (caseId: string): Promise<Content> => ({
    cases: await desk.rows('SELECT state, version, outcome FROM service_case WHERE case_id = ?', [caseId]),
    requests: await desk.rows(
      'SELECT state, version, answer, open_case_id FROM withdrawal_request WHERE case_id = ? ORDER BY request_id',
      [caseId],
    ),
    ledger: await desk.rows('SELECT act, version FROM ledger WHERE aggregate_id = ? ORDER BY version', [caseId]),
    outbox: await desk.rows('SELECT type FROM outbox WHERE aggregate_id = ? ORDER BY aggregate_version', [caseId]),
    parked: await desk.rows('SELECT handler FROM parked'),
    late: await desk.rows('SELECT handler FROM late_fact WHERE aggregate_id = ?', [caseId]),
  });

  it('ends decided and closed for any order of its events, with repeats', async () => {
    await inAnyOrder({ events: 3, runs: 20 }, async (shuffled) => {
      const caseId = await accepted();
      const requestId = await askToWithdraw(caseId);
      const events = [
        desk.fact(WithdrawalRefusedSchema, { caseId, requestId, reason: '涉及他人利益' }),
        desk.fact(CaseDecidedSchema, { caseId, outcome: 'approved' }),
        desk.fact(ResultDeliveredSchema, { caseId, outcome: 'approved', mode: 'window' }),
      ];
      await desk.hear(...shuffled(events));
      const rows = await rowsOf(caseId);
      expect(rows.cases).toEqual([{ state: 'closed', version: 4, outcome: 'approved' }]);
      expect(rows.requests).toEqual([{ state: 'refused', version: 2, answer: '涉及他人利益', open_case_id: null }]);
      expect(rows.ledger.map(({ act }: Content) => act)).toEqual(['lodge', 'accept', 'decide', 'close']);
      expect(rows.outbox).toHaveLength(3);
      expect([rows.parked, rows.late]).toEqual([[], []]);
    });
  });

  it('ends withdrawn for any order of a refused and a granted wish, with repeats', async () => {
    await inAnyOrder({ events: 2, runs: 15 }, async (shuffled) => {
      const caseId = await accepted();
      const first = await askToWithdraw(caseId);
      const refused = desk.fact(WithdrawalRefusedSchema, { caseId, requestId: first, reason: '理由' });
      // The second wish exists only once the first was answered; its grant may still come before a repeat of the refusal.
      await desk.hear(refused);
      const second = await askToWithdraw(caseId);
      const granted = desk.fact(CaseWithdrawnSchema, { caseId, requestId: second, noticeNumber: '撤1' });
      await desk.hear(...shuffled([refused, granted]));
      const rows = await rowsOf(caseId);
      expect(rows.cases).toEqual([{ state: 'withdrawn', version: 3, outcome: 'withdrawn' }]);
      expect(rows.requests.map(({ state }: Content) => state)).toEqual(['refused', 'granted']);
      expect(rows.outbox.at(-1)).toEqual({ type: 'yichuang.intake.v1.CaseClosed' });
      expect([rows.parked, rows.late]).toEqual([[], []]);
    });
  });

  it('records a withdrawal after the decision, and a decision after the withdrawal, as late facts', async () => {
    const decided = await accepted();
    const requestId = await askToWithdraw(decided);
    const grant = desk.fact(CaseWithdrawnSchema, { caseId: decided, requestId, noticeNumber: '撤1' });
    await desk.hear(desk.fact(CaseDecidedSchema, { caseId: decided, outcome: 'denied' }), grant, grant);
    expect((await rowsOf(decided)).cases).toEqual([{ state: 'decided', version: 3, outcome: 'denied' }]);
    expect((await rowsOf(decided)).late).toEqual([{ handler: 'close-case-on-case-withdrawn' }]);

    const withdrawn = await accepted();
    const granted = await askToWithdraw(withdrawn);
    const events = [
      desk.fact(CaseWithdrawnSchema, { caseId: withdrawn, requestId: granted, noticeNumber: '撤2' }),
      desk.fact(CaseDecidedSchema, { caseId: withdrawn, outcome: 'approved' }),
    ];
    await desk.hear(...events);
    expect((await rowsOf(withdrawn)).late).toEqual([{ handler: 'decide-case-on-case-decided' }]);
  });

  it('keeps the same items and calendars for any order of the register, with repeats', async () => {
    let round = 0;
    await inAnyOrder({ events: 5, runs: 15 }, async (shuffled) => {
      const itemId = `AO${(round += 1)}`;
      const item = { ...registration, itemId };
      const effectiveFrom = '2020-01-01T00:00:00Z';
      const calendar = { calendarId: `c${round}`, publishedThrough: '2026-12-31', offDays: {}, makeupWorkdays: {} };
      const events = [
        desk.fact(ItemPublishedSchema, { item, effectiveFrom }),
        desk.fact(ItemWithdrawnSchema, { itemId, version: 2, reason: '取消' }),
        desk.fact(ItemPublishedSchema, { item: { ...item, version: 3, name: '新版' }, effectiveFrom }),
        desk.fact(CalendarPublishedSchema, { ...calendar, version: 1, label: 'a' }),
        desk.fact(CalendarPublishedSchema, { ...calendar, version: 2, label: 'b' }),
      ];
      await desk.hear(...shuffled(events));
      const items =
        'SELECT version, withdrawn, content IS NULL AS bare FROM item_copy WHERE item_id = ? ORDER BY version';
      expect(await desk.rows(items, [itemId])).toEqual([
        { version: 1, withdrawn: 0, bare: 0 },
        { version: 2, withdrawn: 1, bare: 1 },
        { version: 3, withdrawn: 0, bare: 0 },
      ]);
      const calendars = 'SELECT version, label FROM calendar_copy WHERE calendar_id = ? ORDER BY version';
      expect(await desk.rows(calendars, [`c${round}`])).toEqual([
        { version: 1, label: 'a' },
        { version: 2, label: 'b' },
      ]);
      const lodged = await clerk.post('/applications', { ...body, itemId });
      expect([lodged.status, lodged.body.itemName]).toEqual([201, '新版']);
    });
  });
});

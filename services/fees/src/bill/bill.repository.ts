import { Door } from '#lib/messaging';
import { findTogether, type RegionScope, type Tx, withinRegion } from '#lib/persistence';
import { ChargedCase } from '../charged-case/charged-case.entity.js';
import { Bill, BillLine, PlannedLine } from './bill.entity.js';
import { billNotFound } from './bill.errors.js';
import { billTransitions } from './bill.states.js';

/** The one door of a bill. */
export const billDoor = new Door({
  aggregate: 'bill',
  noun: { zh: '缴款单', en: 'bill' },
  entity: Bill,
  key: 'billId',
  transitions: billTransitions,
});

/** Who may see which bills. */
export type BillScope = RegionScope & { personIndex?: string };

const visible = (scope: BillScope, bill: Bill): boolean =>
  withinRegion(scope, bill.region) && (scope.personIndex === undefined || scope.personIndex === bill.applicantIndex);

/** A bill the reader may see. @throws DomainError `bill.not-found` */
export async function getBill(tx: Tx, scope: BillScope, billId: string): Promise<Bill> {
  const bill = await tx.findOne(Bill, { where: { billId } });
  if (bill === undefined || !visible(scope, bill)) throw billNotFound(bill !== undefined);
  return bill;
}

/** The same, locked until the transaction ends: money and acts meet on this row. @throws DomainError `bill.not-found` */
export async function lockBill(tx: Tx, scope: BillScope, billId: string): Promise<Bill> {
  const bill = await tx.findOne(Bill, { where: { billId }, lock: { mode: 'pessimistic_write' } });
  if (bill === undefined || !visible(scope, bill)) throw billNotFound(bill !== undefined);
  return bill;
}

/** The bill of a pay code, locked; undefined when no bill has it. */
export async function lockBillOfPayCode(tx: Tx, payCode: string): Promise<Bill | undefined> {
  return tx.findOne(Bill, { where: { payCode }, lock: { mode: 'pessimistic_write' } });
}

/** The bills of a case, locked in a fixed order, so that two who take them never wait for each other; at most two. */
export async function lockBillsOfCase(tx: Tx, caseId: string): Promise<Bill[]> {
  const lock = { mode: 'pessimistic_write' } as const;
  return tx.find(Bill, { where: { caseId }, order: { billId: 'ASC' }, take: 2, lock });
}

/** Whether a case was heard of, and whether it has bills. */
export async function findCaseAndBills(tx: Tx, caseId: string): Promise<{ isHeard: boolean; hasBills: boolean }> {
  const { cases, bills } = await findTogether(tx, {
    cases: { entity: ChargedCase, where: { caseId }, only: ['caseId'] },
    bills: { entity: Bill, where: { caseId }, only: ['billId'] },
  });
  return { isHeard: cases.length > 0, hasBills: bills.length > 0 };
}

/** The lines a plan foresees for a bill; a plan has a handful. */
export async function plannedLines(tx: Tx, billId: string): Promise<PlannedLine[]> {
  return tx.find(PlannedLine, { where: { billId }, order: { code: 'ASC' }, take: 100 });
}

/** The lines that were billed. */
export async function billedLines(tx: Tx, billId: string): Promise<BillLine[]> {
  return tx.find(BillLine, { where: { billId }, order: { code: 'ASC' }, take: 100 });
}

/** Bills in a scope, newest first, from a key on; at most `limit + 1`. */
export async function listBills(
  tx: Tx,
  scope: BillScope,
  filter: { state?: string | undefined; caseId?: string | undefined },
  page: { before: string | undefined; limit: number },
): Promise<Bill[]> {
  const query = tx.manager.createQueryBuilder(Bill, 'one');
  const regions = scope.prefixes.map((_, at) => `one.region LIKE :prefix${at}`).join(' OR ');
  query.where(`(${regions})`, Object.fromEntries(scope.prefixes.map((prefix, at) => [`prefix${at}`, `${prefix}%`])));
  if (scope.personIndex !== undefined) query.andWhere('one.applicantIndex = :person', { person: scope.personIndex });
  if (filter.state !== undefined) query.andWhere('one.state = :state', { state: filter.state });
  if (filter.caseId !== undefined) query.andWhere('one.caseId = :caseId', { caseId: filter.caseId });
  if (page.before !== undefined) query.andWhere('one.billId < :before', { before: page.before });
  return query
    .orderBy('one.billId', 'DESC')
    .limit(page.limit + 1)
    .getMany();
}

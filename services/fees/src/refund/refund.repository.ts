import { In } from 'typeorm';
import { authorise, type Caller, scopeOf, systemAuthority } from '#lib/access';
import { chinaDate } from '#lib/calendar';
import type { EventAuthority } from '#lib/contracts';
import { Door } from '#lib/messaging';
import { type RegionScope, schedule, type Tx, withinRegion } from '#lib/persistence';
import { newId } from '#lib/service-kit';
import type { Bill } from '../bill/bill.entity.js';
import { getBill } from '../bill/bill.repository.js';
import type { Payment } from '../payment/payment.entity.js';
import { post } from '../posting/posting.repository.js';
import { compareAgain } from '../reconciliation/difference.repository.js';
import { Refund } from './refund.entity.js';
import { refundNotFound } from './refund.errors.js';
import { type RefundReason, type RefundState, refundTransitions } from './refund.states.js';

/** Name of the timer act that has a refund paid. */
export const payRefund = 'pay-refund';

/** The one door of a refund. */
export const refundDoor = new Door({
  aggregate: 'refund',
  noun: { zh: '退费单', en: 'refund' },
  entity: Refund,
  key: 'refundId',
  transitions: refundTransitions,
});

/** What is to go back. */
export interface RefundRequest {
  transactionId: string;
  amountFen: bigint;
  reasonClass: RefundReason;
  reason: string;
  requestedBy: string;
}

/** Opens a refund. What it is posted against is the caller's to know: surplus money is owed since it came. */
export async function openRefund(
  tx: Tx,
  { billId, caseId, region }: Bill,
  request: RefundRequest,
  by: EventAuthority = systemAuthority,
): Promise<Refund> {
  const row = {
    refundId: newId(),
    billId,
    caseId,
    region,
    ...request,
    amountFen: String(request.amountFen),
    declineReason: null,
    approvedBy: null,
    requestedAt: tx.now,
    refundedAt: null,
    statementDay: null,
  };
  return refundDoor.enter(tx, row, 'request', by, null);
}

/** Opens a refund of money that was income until now. */
export async function openRefundOfRevenue(
  tx: Tx,
  bill: Bill,
  request: RefundRequest,
  by: EventAuthority = systemAuthority,
): Promise<Refund> {
  const refund = await openRefund(tx, bill, request, by);
  const { amountFen } = request;
  await post(tx, `owed:${refund.refundId}`, bill, [{ debit: 'revenue', credit: 'refunds-payable', amountFen }]);
  return refund;
}

/** What of a payment is not on its way back yet, in fen. */
export async function refundableOf(tx: Tx, { transactionId, amountFen }: Payment): Promise<bigint> {
  const [back] = await tx.query<{ fen: string | null }[]>(
    "SELECT SUM(amount_fen) AS fen FROM refund WHERE transaction_id = ? AND state <> 'declined'",
    [transactionId],
  );
  return BigInt(amountFen) - BigInt(back?.fen ?? 0);
}

/** Declines a refund of what had been income: it is income again. @param refund locked, and asked for */
export async function declineRefund(tx: Tx, refund: Refund, by: EventAuthority, declineReason: string): Promise<void> {
  await refundDoor.advance(tx, refund, 'decline', by, null, { declineReason });
  const amountFen = BigInt(refund.amountFen);
  await post(tx, `kept:${refund.refundId}`, refund, [{ debit: 'refunds-payable', credit: 'revenue', amountFen }]);
}

/**
 * A refund, locked, for whoever judges it: neither the biller nor whoever asked for it (收退分离).
 *
 * @throws DomainError `refund.not-found`, `authority.*`
 */
export async function authoriseSecond(
  tx: Tx,
  caller: Caller,
  refundId: string,
): Promise<{ refund: Refund; by: EventAuthority }> {
  const scope = await scopeOf(tx, caller);
  const refund = await lockRefund(tx, scope, refundId);
  const { billedBy } = await getBill(tx, scope, refund.billId);
  const apartFrom = [refund.requestedBy, ...(billedBy === null ? [] : [billedBy])];
  return { refund, by: await authorise(tx, caller, { region: refund.region, apartFrom }) };
}

/** Has the provider pay an approved refund, at once or at a later asking. */
export function schedulePaying(tx: Tx, { refundId: subjectId, region }: Refund, dueAt: Date): void {
  schedule(tx, { kind: payRefund, subjectId, region, dueAt });
}

/** Records that the provider paid a refund, once, whoever tells of it. @param refund locked */
export async function completeRefund(tx: Tx, refund: Refund, at: Date, by: EventAuthority): Promise<void> {
  if (refund.state !== 'approved') return;
  const { refundId, billId, caseId, reasonClass } = refund;
  const amountFen = BigInt(refund.amountFen);
  await post(tx, `refunded:${refundId}`, refund, [{ debit: 'refunds-payable', credit: 'clearing', amountFen }]);
  const content = { refundId, billId, caseId, amountFen, reasonClass };
  const statementDay = chinaDate(at);
  await refundDoor.advance(tx, refund, 'refund', by, content, { refundedAt: at, statementDay });
  await compareAgain(tx, statementDay, refund.region);
}

/** A refund of a region, locked. @throws DomainError `refund.not-found` */
export async function lockRefund(tx: Tx, scope: RegionScope, refundId: string): Promise<Refund> {
  const refund = await findRefund(tx, refundId);
  if (refund === undefined || !withinRegion(scope, refund.region)) throw refundNotFound(refund !== undefined);
  return refund;
}

/** A refund, locked, or undefined: for the provider, which knows ids only. */
export async function findRefund(tx: Tx, refundId: string): Promise<Refund | undefined> {
  return tx.findOne(Refund, { where: { refundId }, lock: { mode: 'pessimistic_write' } });
}

/** Whether a cashier asked for a refund of a payment that is neither declined nor paid yet. */
export async function isAskedFor(tx: Tx, transactionId: string): Promise<boolean> {
  const where = { transactionId, reasonClass: 'asked' as const, state: In<RefundState>(['requested', 'approved']) };
  return (await tx.findOne(Refund, { where })) !== undefined;
}

/** The refunds of a bill that a cashier asked for and nobody judged yet, locked. */
export async function lockAskedFor(tx: Tx, billId: string): Promise<Refund[]> {
  const where = { billId, reasonClass: 'asked' as const, state: 'requested' as const };
  return tx.find(Refund, { where, order: { refundId: 'ASC' }, take: 100, lock: { mode: 'pessimistic_write' } });
}

/** The refunds of a bill. */
export async function refundsOf(tx: Tx, billId: string): Promise<Refund[]> {
  return tx.find(Refund, { where: { billId }, order: { refundId: 'ASC' }, take: 100 });
}

/** Refunds of a scope, newest first, from a key on; at most `limit + 1`. */
export async function listRefunds(
  tx: Tx,
  scope: RegionScope,
  state: string | undefined,
  page: { before: string | undefined; limit: number },
): Promise<Refund[]> {
  const query = tx.manager.createQueryBuilder(Refund, 'one');
  const regions = scope.prefixes.map((_, at) => `one.region LIKE :prefix${at}`).join(' OR ');
  query.where(`(${regions})`, Object.fromEntries(scope.prefixes.map((prefix, at) => [`prefix${at}`, `${prefix}%`])));
  if (state !== undefined) query.andWhere('one.state = :state', { state });
  if (page.before !== undefined) query.andWhere('one.refundId < :before', { before: page.before });
  return query
    .orderBy('one.refundId', 'DESC')
    .limit(page.limit + 1)
    .getMany();
}

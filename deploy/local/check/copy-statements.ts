import { chinaDate } from '#lib/calendar';
import { bornAt } from '#lib/service-kit';
import type { OperatorConnection } from '#lib/testing';
import { fill } from './fill-side-tables.js';
import type { StatementLine, Statements } from './statements.js';

const day = 86_400_000;

/**
 * Copies the provider's statements, of every day on which money can have moved.
 *
 * @param statements the provider's; undefined when the deployment has none that may be asked
 */
export async function copyStatements(db: OperatorConnection, statements: Statements | undefined): Promise<void> {
  if (statements === undefined) return;
  for (const one of await daysOfMoney(db)) await fill(db, 'provider_line', (await statements.ofDay(one)).map(rowOf));
}

const rowOf = ({ kind, transactionId, refundId, payCode, amountFen }: StatementLine): unknown[] => [
  kind,
  kind === 'paid' ? `paid:${transactionId}` : `refunded:${refundId ?? transactionId}`,
  transactionId,
  payCode,
  amountFen,
];

/** From the first bill, or an earlier date that a payer told, to today, or a later one. */
async function daysOfMoney(db: OperatorConnection): Promise<string[]> {
  const [found] = await db.rows<{ bill: string | null; first: string | null; last: string | null }>(
    `SELECT (SELECT MIN(bill_id) FROM yc_fees.bill) AS bill, MIN(statement_day) AS first, MAX(statement_day) AS last
       FROM (SELECT statement_day FROM yc_fees.payment UNION ALL SELECT statement_day FROM yc_fees.refund) told`,
  );
  const firstBill = bornAt(found?.bill ?? '') ?? Date.now();
  const dates = [chinaDate(new Date(firstBill)), chinaDate(new Date()), found?.first, found?.last]
    .filter(isDate)
    .map((date) => Date.parse(date));
  const first = Math.min(...dates);
  const count = Math.round((Math.max(...dates) - first) / day) + 1;
  return Array.from({ length: count }, (_, at) => new Date(first + at * day).toISOString().slice(0, 10));
}

const isDate = (date: string | null | undefined): date is string => date !== null && date !== undefined;

import type { Tx } from '#lib/persistence';
import type { PostedFor } from '../posting/posting.repository.js';
import type { ProviderTransaction } from '../provider/payment-provider.js';
import type { Entry } from './compare-statement.js';

/** A line of a statement, ready to be compared. */
export interface StatementEntry extends Entry {
  payCode: string;
  transactionId: string;
  at: Date;
}

/** What is recorded here of a day, with whose money it is. */
export interface RecordedEntry extends Entry, PostedFor {}

/** A refund is known by our id; one that nobody here asked for by its transaction. */
export const entryOf = ({
  kind,
  transactionId,
  refundId,
  payCode,
  amountFen,
  at,
}: ProviderTransaction): StatementEntry => ({
  key: kind === 'paid' ? `paid:${transactionId}` : `refunded:${refundId ?? transactionId}`,
  amountFen: BigInt(amountFen),
  payCode,
  transactionId,
  at: new Date(at),
});

interface Row extends PostedFor {
  key: string;
  amountFen: string;
}

/** Payments and refunds that a day's statement must list. @param day yyyy-mm-dd in China */
export async function recordedOfDay(tx: Tx, day: string): Promise<RecordedEntry[]> {
  const rows = await tx.query<Row[]>(
    `SELECT CONCAT('paid:', p.transaction_id) AS \`key\`, p.amount_fen AS amountFen,
            b.bill_id AS billId, b.case_id AS caseId, b.region
       FROM payment p JOIN bill b ON b.bill_id = p.bill_id WHERE p.statement_day = ?
      UNION ALL
     SELECT CONCAT('refunded:', refund_id), amount_fen, bill_id, case_id, region
       FROM refund WHERE statement_day = ?`,
    [day, day],
  );
  return rows.map((row) => ({ ...row, amountFen: BigInt(row.amountFen) }));
}

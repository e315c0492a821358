import { createHash } from 'node:crypto';
import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import type { Tx } from '#lib/persistence';
import type { PostedFor } from '../posting/posting.repository.js';
import { StatementLine } from '../provider/provider-words.js';
import type { Entry, FoundDifference } from './compare-statement.js';

/** A line of a statement, ready to be compared. */
export interface StatementEntry extends Entry {
  payCode: string;
  transactionId: string;
  /** Nothing when the line cannot be read. */
  at: Date | null;
}

/** What is recorded here of a day, with whose money it is. */
export interface RecordedEntry extends Entry, PostedFor {}

/**
 * Reads the lines of a statement as they came. One that is not as agreed stops no other: it is a difference of its own,
 * with as much of it as can be shown.
 */
export function readStatement(lines: readonly unknown[]): {
  entries: StatementEntry[];
  unreadable: FoundDifference<StatementEntry>[];
} {
  const entries: StatementEntry[] = [];
  const unreadable: FoundDifference<StatementEntry>[] = [];
  for (const line of lines) {
    const read = plainToInstance(StatementLine, Object(line) as object);
    if (validateSync(read).length === 0) entries.push(entryOf(read));
    else unreadable.push(unreadableOf(line));
  }
  return { entries, unreadable };
}

/** A refund is known by our id; one that nobody here asked for by its transaction. */
function entryOf({ kind, transactionId, refundId, payCode, amountFen, at }: StatementLine): StatementEntry {
  const about = { amountFen: BigInt(amountFen), payCode, transactionId, at: new Date(at) };
  if (kind === 'paid') return { key: `paid:${transactionId}`, of: payCode, ...about };
  return { key: `refunded:${refundId ?? transactionId}`, of: transactionId, ...about };
}

function unreadableOf(line: unknown): FoundDifference<StatementEntry> {
  const key = `unreadable:${createHash('sha256').update(JSON.stringify(line)).digest('hex').slice(0, 40)}`;
  const { payCode, transactionId } = Object(line) as Record<string, unknown>;
  const shown = (value: unknown, length: number): string => (typeof value === 'string' ? value.slice(0, length) : '');
  const about = { payCode: shown(payCode, 20), transactionId: shown(transactionId, 40) };
  const rest = { key, of: '', amountFen: 0n, at: null };
  return { kind: 'unreadable', key, hereFen: null, thereFen: null, line: { ...rest, ...about } };
}

interface Row extends PostedFor {
  key: string;
  amountFen: string;
  of: string;
}

/** Payments and refunds that a day's statement must list. @param day yyyy-mm-dd in China */
export async function recordedOfDay(tx: Tx, day: string): Promise<RecordedEntry[]> {
  const rows = await tx.query<Row[]>(
    `SELECT CONCAT('paid:', p.transaction_id) AS \`key\`, p.amount_fen AS amountFen, b.pay_code AS \`of\`,
            b.bill_id AS billId, b.case_id AS caseId, b.region
       FROM payment p JOIN bill b ON b.bill_id = p.bill_id WHERE p.statement_day = ?
      UNION ALL
     SELECT CONCAT('refunded:', refund_id), amount_fen, transaction_id, bill_id, case_id, region
       FROM refund WHERE statement_day = ?`,
    [day, day],
  );
  return rows.map((row) => ({ ...row, amountFen: BigInt(row.amountFen) }));
}

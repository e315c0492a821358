import type { Tx } from '#lib/persistence';
import type { Movement } from './accounts.js';
import { Posting } from './posting.entity.js';

/** Whose money it is. */
export interface PostedFor {
  billId: string;
  caseId: string;
  region: string;
}

/**
 * Posts an entry. The key is unique with its accounts, so that nothing is ever posted twice.
 *
 * @param entryKey what happened, e.g. `paid:<transaction>`
 * @param movements each more than nothing
 */
export async function post(
  tx: Tx,
  entryKey: string,
  { billId, caseId, region }: PostedFor,
  movements: readonly Movement[],
): Promise<void> {
  const about = { entryKey, billId, caseId, region, at: tx.now };
  await tx.insert(
    Posting,
    movements.map(({ debit, credit, amountFen }) => ({ ...about, debit, credit, amountFen: String(amountFen) })),
  );
}

/**
 * Moves what both sides agree on between provider and treasury, once however often the day is compared.
 *
 * @param key `paid:…` or `refunded:…`
 */
export async function clear(tx: Tx, key: string, whose: PostedFor, amountFen: bigint): Promise<void> {
  const [debit, credit] = key.startsWith('paid:') ? ['treasury', 'clearing'] : ['clearing', 'treasury'];
  await tx.query(
    `INSERT IGNORE INTO posting (entry_key, debit, credit, amount_fen, bill_id, case_id, region, at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
    [`cleared:${key}`, debit, credit, String(amountFen), whose.billId, whose.caseId, whose.region, tx.now],
  );
}

import type { FeesStand } from './stand.js';

/** What the accounts of one bill hold in fen: debit is plus, credit is minus; accounts that hold nothing are left out. */
export async function booksOf(stand: FeesStand, billId: string): Promise<Record<string, number>> {
  const rows = await stand.rows<{ account: string; fen: string }>(
    `SELECT account, SUM(fen) fen FROM (
       SELECT debit account, amount_fen fen FROM posting WHERE bill_id = ?
       UNION ALL SELECT credit, -amount_fen FROM posting WHERE bill_id = ?) legs
      GROUP BY account HAVING SUM(fen) <> 0 ORDER BY account`,
    [billId, billId],
  );
  return Object.fromEntries(rows.map(({ account, fen }) => [account, Number(fen)]));
}

/** The refunds of a bill: reason, amount, state. */
export async function refundsOf(stand: FeesStand, billId: string): Promise<object[]> {
  const sql = 'SELECT reason_class reason, amount_fen fen, state FROM refund WHERE bill_id = ? ORDER BY reason_class';
  const rows = await stand.rows<{ reason: string; fen: string; state: string }>(sql, [billId]);
  return rows.map(({ reason, fen, state }) => ({ reason, fen: Number(fen), state }));
}

/** The ids of the refunds of a bill. */
export async function refundIdsOf(stand: FeesStand, billId: string): Promise<string[]> {
  const rows = await stand.rows<{ id: string }>('SELECT refund_id id FROM refund WHERE bill_id = ?', [billId]);
  return rows.map(({ id }) => id);
}

/** How many payments a bill has. */
export async function paymentsOf(stand: FeesStand, billId: string): Promise<number> {
  return (await stand.rows('SELECT 1 FROM payment WHERE bill_id = ?', [billId])).length;
}

/** What a bill has said, in order. */
export async function saidOf(stand: FeesStand, aggregateId: string): Promise<string[]> {
  const sql = 'SELECT type FROM outbox WHERE aggregate_id = ? ORDER BY aggregate_version';
  const rows = await stand.rows<{ type: string }>(sql, [aggregateId]);
  return rows.map(({ type }) => type.replace('yichuang.fees.v1.', ''));
}

/** The payload of what a bill said of a type; empty when it said nothing. */
export async function eventOf(stand: FeesStand, billId: string, type: string): Promise<Buffer> {
  const [row] = await stand.rows<{ payload: Buffer }>(
    'SELECT payload FROM outbox WHERE aggregate_id = ? AND type LIKE ?',
    [billId, `%${type}`],
  );
  return row?.payload ?? Buffer.alloc(0);
}

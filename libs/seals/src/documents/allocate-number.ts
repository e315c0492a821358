import type { Tx } from '#lib/persistence';

/**
 * The next number of a sequence, without gaps: the sequence is locked until the transaction ends, and a rollback gives
 * the number back. Call it late.
 *
 * @param tx the open transaction
 * @param sequence e.g. `acceptance:hall-530129:2026`
 * @returns 1, 2, 3 …
 */
export async function allocateNumber(tx: Tx, sequence: string): Promise<number> {
  await tx.query(
    `INSERT INTO number_sequence (sequence, last_number) VALUES (?, 1)
     ON DUPLICATE KEY UPDATE last_number = last_number + 1`,
    [sequence],
  );
  const [row] = await tx.query<{ last_number: string }[]>(
    'SELECT last_number FROM number_sequence WHERE sequence = ?',
    [sequence],
  );
  return Number(row?.last_number);
}

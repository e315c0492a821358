import type { Tx } from '#lib/persistence';

/**
 * The next number of a sequence, without gaps: the sequence is locked until the transaction ends, and a rollback gives
 * the number back. Call it when only what carries the number is still to be written, and of two sequences take first the one
 * that more acts share: then nobody waits long, and two such acts never crosswise. What handles several events in one transaction
 * may; it is tried again then.
 *
 * @param tx the open transaction
 * @param sequence e.g. `acceptance:hall-530129:2026`
 * @returns 1, 2, 3 …
 */
export async function allocateNumber(tx: Tx, sequence: string): Promise<number> {
  const { insertId } = await tx.query<{ insertId: string | number }>(
    `INSERT INTO number_sequence (sequence, last_number) VALUES (?, LAST_INSERT_ID(1))
     ON DUPLICATE KEY UPDATE last_number = LAST_INSERT_ID(last_number + 1)`,
    [sequence],
  );
  return Number(insertId);
}

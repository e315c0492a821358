/** One page of a list and where the next begins. */
export interface Page<T> {
  items: T[];
  /** Opaque; absent on the last page. */
  next?: string;
}

/**
 * Cuts a page out of `limit + 1` rows read in key order: no OFFSET, so page 10,000 costs what page 1 costs.
 *
 * @param rows up to `limit + 1` rows
 * @param limit rows per page
 * @param keyOf the ordering key of a row
 */
export function cursorPage<T>(rows: T[], limit: number, keyOf: (row: T) => string): Page<T> {
  if (rows.length <= limit) return { items: rows };
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  if (last === undefined) return { items };
  return { items, next: Buffer.from(keyOf(last)).toString('base64url') };
}

/** The key inside a cursor, or undefined for the first page. */
export function parseCursor(cursor: string | undefined): string | undefined {
  return cursor === undefined ? undefined : Buffer.from(cursor, 'base64url').toString();
}

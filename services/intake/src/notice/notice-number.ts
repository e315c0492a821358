import { chinaDate } from '#lib/calendar';
import { formatNoticeNumber } from '#lib/identifiers';
import type { Tx } from '#lib/persistence';
import { allocateNumber } from '#lib/seals';

/** A kind of notice the desk gives out. */
export type DeskNotice = 'acceptance' | 'correction' | 'refusal' | 'promise' | 'answer';

/**
 * The next number of a kind of notice of a hall and year, without gaps. It locks its sequence until the commit, so it is
 * taken last.
 *
 * @param organShort the hall's short name; the sequence goes by it, so that halls of one name never meet in a number
 */
export async function nextNoticeNumber(tx: Tx, kind: DeskNotice, organShort: string): Promise<string> {
  const year = chinaDate(tx.now).slice(0, 4);
  const serial = await allocateNumber(tx, `${kind}:${organShort}:${year}`);
  return formatNoticeNumber({ organShort, kind, year: Number(year), serial });
}

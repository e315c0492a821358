import type { ReadScope } from '#lib/access';
import { cursorPage, type Page, parseCursor, type Tx } from '#lib/persistence';
import { DueMove } from './due-move.entity.js';

/** The dates that a version of the calendar moved, in the order in which they did. */
export async function listMoves(
  tx: Tx,
  scope: ReadScope,
  calendarVersion: string,
  { cursor, limit }: { cursor?: string | undefined; limit: number },
): Promise<Page<DueMove>> {
  const regions = scope.prefixes.map((_, at) => `m.region LIKE :prefix${at}`).join(' OR ');
  const prefixes = Object.fromEntries(scope.prefixes.map((prefix, at) => [`prefix${at}`, `${prefix}%`]));
  const query = tx.manager
    .createQueryBuilder(DueMove, 'm')
    .where("m.calendarVersion = :calendarVersion AND m.reasonClass = 'calendar-changed'", { calendarVersion })
    .andWhere(`(${regions})`, prefixes);
  const after = parseCursor(cursor);
  if (after !== undefined) query.andWhere('m.moveId > :after', { after });
  const rows = await query
    .orderBy('m.moveId')
    .limit(limit + 1)
    .getMany();
  return cursorPage(rows, limit, (move) => move.moveId);
}

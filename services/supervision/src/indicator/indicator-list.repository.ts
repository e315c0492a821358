import type { ReadScope } from '#lib/access';
import { cursorPage, type Page, parseCursor, type Tx } from '#lib/persistence';
import { oversees } from '../watched-case/watched-case.repository.js';
import { CaseFigure } from './case-figure.entity.js';
import type { Counted } from './scorecard.js';

/** The figures of a department, or of one of its items. */
export interface FigureRow {
  departmentId: string;
  itemId: string;
  figures: Record<string, Counted>;
}

interface Wanted {
  month: string;
  departmentId?: string | undefined;
  cursor?: string | undefined;
  limit: number;
}

const sees = (scope: ReadScope, asked: string | undefined): string | undefined =>
  oversees(scope) ? asked : (scope.organisationId ?? '');

/** The condition that keeps a reader to their regions, with its parameters. */
function within(scope: ReadScope): { sql: string; parameters: string[] } {
  const sql = scope.prefixes.map(() => 'region LIKE ?').join(' OR ');
  return { sql: `(${sql === '' ? '1 = 0' : sql})`, parameters: scope.prefixes.map((prefix) => `${prefix}%`) };
}

/**
 * The figures of a month by department and item, or by department alone, in the order of their keys. Reads the counted
 * rows of the month, of which there are as many as items, however many cases there were.
 */
export async function listFigures(
  tx: Tx,
  scope: ReadScope,
  by: 'item' | 'department',
  { month, departmentId, cursor, limit }: Wanted,
): Promise<Page<FigureRow>> {
  const regions = within(scope);
  const department = sees(scope, departmentId);
  const key = by === 'item' ? "CONCAT(department_id, ' ', item_id)" : 'department_id';
  const item = by === 'item' ? 'item_id' : "''";
  const after = parseCursor(cursor);
  const rows = await tx.query<{ departmentId: string; itemId: string; key: string; figures: string }[]>(
    `SELECT department_id departmentId, ${item} itemId, ${key} \`key\`,
            CONCAT('[', GROUP_CONCAT(JSON_ARRAY(figure, cases, total)), ']') figures
     FROM (SELECT department_id, item_id, figure, SUM(cases) cases, SUM(total) total FROM indicator
           WHERE month = ? AND ${regions.sql}${department === undefined ? '' : ' AND department_id = ?'}
           GROUP BY department_id, ${by === 'item' ? 'item_id, ' : ''}figure) counted
     GROUP BY department_id, ${item} HAVING \`key\` > ? ORDER BY \`key\` LIMIT ?`,
    [month, ...regions.parameters, ...(department === undefined ? [] : [department]), after ?? '', limit + 1],
  );
  const page = cursorPage(rows, limit, (row) => row.key);
  const items = page.items.map((row) => ({
    departmentId: row.departmentId,
    itemId: row.itemId,
    figures: Object.fromEntries(
      (JSON.parse(row.figures) as [string, number, number][])
        .filter(([, cases]) => cases !== 0)
        .map(([figure, cases, total]) => [figure, { cases, total }]),
    ),
  }));
  return { ...page, items };
}

/** The cases behind a figure, in the order of their ids. */
export async function listFigureCases(
  tx: Tx,
  scope: ReadScope,
  wanted: Wanted & { figure: string; itemId?: string | undefined },
): Promise<Page<CaseFigure>> {
  const { month, figure, itemId, cursor, limit } = wanted;
  const departmentId = sees(scope, wanted.departmentId);
  const regions = scope.prefixes.map((_, at) => `f.region LIKE :prefix${at}`).join(' OR ');
  const prefixes = Object.fromEntries(scope.prefixes.map((prefix, at) => [`prefix${at}`, `${prefix}%`]));
  const query = tx.manager
    .createQueryBuilder(CaseFigure, 'f')
    .where('f.month = :month AND f.figure = :figure', { month, figure })
    .andWhere(`(${regions})`, prefixes);
  if (departmentId !== undefined) query.andWhere('f.departmentId = :departmentId', { departmentId });
  if (itemId !== undefined) query.andWhere('f.itemId = :itemId', { itemId });
  const [afterCase, afterRef] = (parseCursor(cursor) ?? '').split(' ');
  if (afterCase !== undefined && afterCase !== '') {
    const later = '(f.caseId > :afterCase OR (f.caseId = :afterCase AND f.ref > :afterRef))';
    query.andWhere(later, { afterCase, afterRef: afterRef ?? '' });
  }
  const rows = await query
    .orderBy('f.caseId')
    .addOrderBy('f.ref')
    .limit(limit + 1)
    .getMany();
  return cursorPage(rows, limit, (row) => `${row.caseId} ${row.ref}`);
}

import type { Tx } from '#lib/persistence';
import { CaseFigure } from './case-figure.entity.js';
import type { Figure } from './figures.js';

/**
 * Makes what a case adds to the indicators what its facts say now, and the indicators with it: what it added before is taken
 * off. Figures are counted in the order of their keys, so that two cases do not wait for each other crosswise.
 *
 * @param on the case, with its region and item
 * @param before what it added until now
 * @param figures what it adds now
 */
export async function keepFigures(
  tx: Tx,
  on: { caseId: string; region: string; itemId: string },
  before: readonly CaseFigure[],
  figures: readonly Figure[],
): Promise<void> {
  const { caseId, region, itemId } = on;
  const now = figures.map((figure) => ({ ...figure, caseId, region, itemId }));
  const gone = before.filter((old) => !now.some((one) => same(one, old)));
  const come = now.filter((one) => !before.some((old) => same(one, old)));
  if (gone.length + come.length === 0) return;
  for (const { figure, ref } of gone) await tx.remove(CaseFigure, { caseId, figure, ref });
  await tx.insert(CaseFigure, come);
  const changes = [...gone.map((row) => ({ row, sign: -1 })), ...come.map((row) => ({ row, sign: 1 }))];
  changes.sort((a, b) => (keyOf(a.row) < keyOf(b.row) ? -1 : 1));
  await tx.query(
    `INSERT INTO indicator (month, region, department_id, item_id, figure, cases, total) VALUES ?
     ON DUPLICATE KEY UPDATE cases = cases + VALUES(cases), total = total + VALUES(total)`,
    [changes.map(({ row, sign }) => [...keyParts(row), sign, sign * row.value])],
  );
}

const keyParts = ({ month, region, departmentId, itemId, figure }: CaseFigure): string[] => [
  month,
  region,
  departmentId,
  itemId,
  figure,
];

const keyOf = (row: CaseFigure): string => keyParts(row).join(' ');

const same = (a: CaseFigure, b: CaseFigure): boolean => a.ref === b.ref && a.value === b.value && keyOf(a) === keyOf(b);

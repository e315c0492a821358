import type { Tx } from '#lib/persistence';
import { CaseFigure } from './case-figure.entity.js';
import type { Figure } from './figures.js';
import { Indicator } from './indicator.entity.js';

/**
 * Makes what a case adds to the indicators what its facts say now, and the indicators with it: what it added before is taken
 * off.
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
  for (const row of gone) count(tx, row, -1);
  for (const row of come) count(tx, row, 1);
}

function count(tx: Tx, { value, ...of }: CaseFigure, sign: 1 | -1): void {
  const { month, region, departmentId, itemId, figure } = of;
  const row = { month, region, departmentId, itemId, figure, cases: sign, total: String(sign * value) };
  tx.count(Indicator, row, ['cases', 'total']);
}

const keyOf = ({ month, region, departmentId, itemId, figure }: CaseFigure): string =>
  [month, region, departmentId, itemId, figure].join(' ');

const same = (a: CaseFigure, b: CaseFigure): boolean => a.ref === b.ref && a.value === b.value && keyOf(a) === keyOf(b);

import type { Tx } from '#lib/persistence';
import type { Occasion } from '../occasion/occasion.entity.js';
import { Indicator } from './indicator.entity.js';

/** The figures that are counted, when nothing was. */
export const nothing = {
  occasions: 0,
  active: 0,
  level1: 0,
  level2: 0,
  level3: 0,
  level4: 0,
  level5: 0,
  defaulted: 0,
  batch: 0,
  staffDevice: 0,
  excluded: 0,
  rectificationsOpened: 0,
  rectificationsClosed: 0,
} as const satisfies Partial<Record<keyof Indicator, 0>>;

/** A figure that is counted. */
export type Figure = keyof typeof nothing;

const figures = Object.keys(nothing) as Figure[];

/**
 * Counts up or down with the commit of the fact that is counted.
 *
 * @param of what the fact belongs to
 * @param by how much for each figure
 */
export function count(
  tx: Tx,
  { region, departmentId, itemId, itemName }: Pick<Occasion, 'region' | 'departmentId' | 'itemId' | 'itemName'>,
  by: Partial<Record<Figure, number>>,
): void {
  tx.count(Indicator, { region, departmentId, itemId, itemName, ...nothing, ...by }, figures);
}

/** How a rating counts: by its level when it is the applicant's own, else by its origin only. */
export function figuresOf(
  { origin, level }: { origin: 'active' | 'default' | 'batch' | 'staff-device'; level: number },
  sign: 1 | -1,
): Partial<Record<Figure, number>> {
  if (origin === 'default') return { defaulted: sign };
  if (origin === 'batch') return { batch: sign };
  if (origin === 'staff-device') return { staffDevice: sign };
  return { active: sign, [`level${level}`]: sign };
}

/** The figures of a region's items, of one department or of all; a county has some hundreds of items. */
export async function listIndicators(tx: Tx, region: string, departmentId: string | undefined): Promise<Indicator[]> {
  const where = departmentId === undefined ? { region } : { region, departmentId };
  return tx.find(Indicator, { where, order: { departmentId: 'ASC', itemId: 'ASC' }, take: 10_000 });
}

import type { Tx } from '#lib/persistence';
import type { Occasion } from '../occasion/occasion.entity.js';
import { Indicator } from './indicator.entity.js';

const columns = {
  occasions: 'occasions',
  active: 'active',
  level1: 'level1',
  level2: 'level2',
  level3: 'level3',
  level4: 'level4',
  level5: 'level5',
  defaulted: 'defaulted',
  batch: 'batch',
  staffDevice: 'staff_device',
  excluded: 'excluded',
  rectificationsOpened: 'rectifications_opened',
  rectificationsClosed: 'rectifications_closed',
} as const satisfies Partial<Record<keyof Indicator, string>>;

/** The figures that are counted. */
export type Figure = keyof typeof columns;

const figures = Object.keys(columns) as Figure[];
const names = Object.values(columns);

/**
 * Counts up or down in the transaction of the fact that is counted.
 *
 * @param of what the fact belongs to
 * @param by how much for each figure
 */
export async function count(
  tx: Tx,
  of: Pick<Occasion, 'region' | 'departmentId' | 'itemId' | 'itemName'>,
  by: Partial<Record<Figure, number>>,
): Promise<void> {
  await tx.query(
    `INSERT INTO indicator (region, department_id, item_id, item_name, ${names.join(', ')})
     VALUES (?, ?, ?, ?, ${names.map(() => '?').join(', ')})
     ON DUPLICATE KEY UPDATE ${names.map((name) => `${name} = ${name} + VALUES(${name})`).join(', ')}`,
    [of.region, of.departmentId, of.itemId, of.itemName, ...figures.map((figure) => by[figure] ?? 0)],
  );
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

import type { Indicator } from './indicator.entity.js';
import { type Figure, nothing } from './indicator.repository.js';

/** Figures on fewer ratings could be traced to their raters. */
export const fewest = 5;

/** Figures that may be shown to everybody. */
export type Figures = Record<Figure, number>;

/** An item's figures, and what its small neighbours are together. */
export interface Published {
  items: (Pick<Indicator, 'itemId' | 'itemName'> & { figures: Figures })[];
  /** Items with too few ratings, taken together; undefined when even these are too few. */
  others: Figures | undefined;
  /** The sum of what is shown and nothing else: no hidden figure can be found by taking away. Undefined when nothing is. */
  whole: Figures | undefined;
}

/**
 * What of a department's figures may be shown: an item with at least five ratings by itself, smaller ones only together
 * when they reach five, and as the whole nothing but the sum of these.
 *
 * @param rows the items of one department
 */
export function publishable(rows: readonly Indicator[]): Published {
  const large = rows.filter(({ active }) => active >= fewest);
  const pool = sum(rows.filter(({ active }) => active < fewest));
  const others = pool.active >= fewest ? pool : undefined;
  const items = large.map((row) => ({ itemId: row.itemId, itemName: row.itemName, figures: sum([row]) }));
  const shown = [...items.map(({ figures }) => figures), ...(others === undefined ? [] : [others])];
  return { items, others, whole: shown.length === 0 ? undefined : sum(shown) };
}

function sum(rows: readonly Figures[]): Figures {
  const total: Figures = { ...nothing };
  for (const row of rows) for (const figure of Object.keys(nothing) as Figure[]) total[figure] += row[figure];
  return total;
}

/** The public indicators (GB/T 39734): parts of one with four digits, null where nothing was counted. */
export interface Rates {
  /** 主动评价率: rated by the applicant, of all services. */
  active: number | null;
  /** 满意度: levels 3 to 5, of what applicants rated. */
  satisfaction: number | null;
  /** 差评整改率: closed, of the rectifications opened. */
  rectified: number | null;
}

/** Computes the rates of some figures. */
export function ratesOf(it: Figures): Rates {
  return {
    active: part(it.active, it.occasions),
    satisfaction: part(it.level3 + it.level4 + it.level5, it.active),
    rectified: part(it.rectificationsClosed, it.rectificationsOpened),
  };
}

const part = (some: number, all: number): number | null =>
  all === 0 ? null : Math.round((some / all) * 10_000) / 10_000;

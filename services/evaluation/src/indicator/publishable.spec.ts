import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { type Figures, fewest, publishable, ratesOf } from './publishable.js';

interface Row extends Figures {
  region: string;
  departmentId: string;
  itemId: string;
  itemName: string;
}

const nothing = { level1: 0, level2: 0, level3: 0, level4: 0, defaulted: 0, batch: 0, staffDevice: 0, excluded: 0 };
const place = { region: '530129', departmentId: 'dept', rectificationsOpened: 0, rectificationsClosed: 0 };
const row = (itemId: string, active: number): Row => {
  const about = { ...place, ...nothing };
  return Object.assign(about, { itemId, itemName: itemId, occasions: 2 * active, active, level5: active });
};
const rows = fc.array(fc.nat({ max: 12 }), { maxLength: 8 }).map((counts) => counts.map((n, at) => row(`I${at}`, n)));

describe('what may be published', () => {
  it('rests on five ratings at least, and the whole is the sum of what is shown', () => {
    fc.assert(
      fc.property(rows, (items) => {
        const shown = publishable(items);
        const lines = [
          ...shown.items.map(({ figures }) => figures),
          ...(shown.others === undefined ? [] : [shown.others]),
        ];
        for (const { active } of lines) expect(active).toBeGreaterThanOrEqual(fewest);
        const active = lines.reduce((sum, line) => sum + line.active, 0);
        expect(shown.whole?.active ?? 0).toBe(active);
      }),
    );
  });

  it('hides no item that five people rated', () => {
    fc.assert(
      fc.property(rows, (items) => {
        const large = items.filter(({ active }) => active >= fewest).map(({ itemId }) => itemId);
        expect(publishable(items).items.map(({ itemId }) => itemId)).toEqual(large);
      }),
    );
  });
});

it('computes the rates, and none where nothing was counted', () => {
  const some = { ...row('I', 4), occasions: 6, level5: 1, level3: 1, level1: 2 };
  expect(ratesOf({ ...some, rectificationsOpened: 2, rectificationsClosed: 1 })).toEqual({
    active: 0.6667,
    satisfaction: 0.5,
    rectified: 0.5,
  });
  expect(ratesOf(row('I', 0))).toEqual({ active: null, satisfaction: null, rectified: null });
});

import { expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { judgeOrigin, type Traces } from './judge-origin.js';

const rules = { tooSoonSeconds: 3, burst: 5 };
const clean: Traces = { staffAtAddress: false, secondsSinceInvitation: 60, sameText: 0, sameSource: 0 };

it.each([
  ['nothing', {}, 'active', []],
  ['somebody signed in', { secondsSinceInvitation: undefined }, 'active', []],
  ['the last second of too soon', { secondsSinceInvitation: 2.999 }, 'batch', ['too-soon']],
  ['the first in time', { secondsSinceInvitation: 3 }, 'active', []],
  ['four alike and this one', { sameText: 4 }, 'batch', ['same-text']],
  ['three alike and this one', { sameText: 3, sameSource: 3 }, 'active', []],
  ['one device', { sameSource: 4 }, 'batch', ['same-source']],
  ['staff', { staffAtAddress: true }, 'staff-device', ['staff-address']],
  [
    'staff in a hurry',
    { staffAtAddress: true, secondsSinceInvitation: 0 },
    'staff-device',
    ['staff-address', 'too-soon'],
  ],
] as const)('judges %s', (_, change, origin, signals) => {
  expect(judgeOrigin({ ...clean, ...change }, rules)).toEqual({ origin, signals });
});

const traces: fc.Arbitrary<Traces> = fc.record({
  staffAtAddress: fc.boolean(),
  secondsSinceInvitation: fc.option(fc.nat({ max: 10 }), { nil: undefined }),
  sameText: fc.nat({ max: 10 }),
  sameSource: fc.nat({ max: 10 }),
});

it('counts a rating as active exactly when there is no sign against it', () => {
  fc.assert(
    fc.property(traces, (met) => {
      const { origin, signals } = judgeOrigin(met, rules);
      expect(origin === 'active').toBe(signals.length === 0);
      expect(origin === 'staff-device').toBe(met.staffAtAddress);
    }),
  );
});

import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { checkCreditCode } from '#lib/identifiers';
import { Chaos } from './chaos.js';
import { kinds, Mix, usualMix } from './mix.js';
import { Random } from './random.js';
import { chiefLogins, loadDepartments, loadFirms, reviewerLogins, reviewingDepartments } from './staff.js';
import { percentile } from './tally.js';

describe('a seed', () => {
  it('makes the same choices again', () => {
    fc.assert(
      fc.property(fc.nat(), (seed) => {
        const draw = (): number[] =>
          Array.from(
            { length: 8 },
            (
              (random) => () =>
                random.next()
            )(new Random(seed)),
          );
        expect(draw()).toEqual(draw());
        expect(draw().every((value) => value >= 0 && value < 1)).toBe(true);
      }),
    );
  });

  it('shuffles without loss', () => {
    fc.assert(
      fc.property(fc.nat(), fc.array(fc.nat()), (seed, items) => {
        expect(new Random(seed).shuffled(items).sort()).toEqual([...items].sort());
      }),
    );
  });
});

describe('a mix', () => {
  it('gives each kind its share', () => {
    const [mix, random] = [Mix.parse('straight=3,refused=1,denied=0'), new Random(7)];
    const drawn = Array.from({ length: 4_000 }, () => mix.pick(random).name);
    const share = (name: string): number => drawn.filter((one) => one === name).length / drawn.length;
    expect(share('straight')).toBeCloseTo(0.75, 1);
    expect(share('refused')).toBeCloseTo(0.25, 1);
    expect(share('denied')).toBe(0);
  });

  it('of a usual day has every kind', () => {
    expect(Mix.parse(usualMix).opening(100, new Random(1))).toHaveLength(Object.keys(kinds).length);
  });

  it('opens with one of each of its kinds from a hundred walks on, in the order of the seed', () => {
    const mix = Mix.parse('straight=97,paid-late=1,one-matter=2,denied=0');
    fc.assert(
      fc.property(fc.nat(), fc.integer({ min: 100, max: 10_000 }), (seed, cases) => {
        const opening = mix.opening(cases, new Random(seed)).map(({ name }) => name);
        expect([...opening].sort()).toEqual(['one-matter', 'paid-late', 'straight']);
        expect(mix.opening(cases, new Random(seed)).map(({ name }) => name)).toEqual(opening);
      }),
    );
    expect(mix.opening(99, new Random(1))).toEqual([]);
  });

  it.each(['sideways=1', 'straight=-1', 'straight=many', 'straight=0'])('refuses %s', (text) => {
    expect(() => Mix.parse(text)).toThrow('--mix');
  });
});

describe('the people of the load', () => {
  it('have credit codes that are valid', () => {
    expect(loadFirms.map(({ creditCode }) => checkCreditCode(creditCode).valid)).toEqual(loadFirms.map(() => true));
  });

  it('have logins of their own', () => {
    const logins = [...loadDepartments.flatMap(chiefLogins), ...reviewingDepartments.flatMap(reviewerLogins)];
    expect(new Set(logins).size).toBe(logins.length);
  });
});

describe('a percentile', () => {
  it.each([
    [0.5, 5],
    [0.95, 10],
    [0.01, 1],
    [1, 10],
  ])('at %d of one to ten is %d', (share, value) => {
    expect(percentile([1, 2, 3, 4, 5, 6, 7, 8, 9, 10], share)).toBe(value);
  });
});

describe('chaos', () => {
  it('goes on until every target was killed, and kills once for so many cases', async () => {
    const killed: string[] = [];
    const targets = ['a', 'b', 'c'].map((name): [string, () => Promise<void>] => [
      name,
      async () => void killed.push(name),
    ]);
    const chaos = new Chaos(targets, new Random(1), 10, 0);
    expect([0, 5, 10].map((finished) => chaos.watch(finished))).toEqual([true, true, true]);
    expect(chaos.watch(20)).toBe(false);
    chaos.watch(30);
    await chaos.settled();
    expect(killed).toHaveLength(4);
    expect(new Set(killed)).toEqual(new Set(['a', 'b', 'c']));
  });
});

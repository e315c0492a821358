import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { fenOf } from './fen.js';

describe('fenOf', () => {
  it.each([
    [20, 2000n],
    [1.15, 115n],
    [0.5, 50n],
    [1.005, undefined],
    [-1, undefined],
    [1e21, undefined],
  ])('%p yuan', (yuan, fen) => {
    expect(fenOf(yuan)).toBe(fen);
  });

  it('gives back every whole number of fen', () => {
    fc.assert(fc.property(fc.nat(100_000_000), (fen) => expect(fenOf(fen / 100)).toBe(BigInt(fen))));
  });
});

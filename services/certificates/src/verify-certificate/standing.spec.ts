import { expect, it } from '@jest/globals';
import { stateOn } from './standing.js';

const validatedAt = new Date('2026-01-01');

it.each([
  ['sealing', null, null, 'not-valid-yet'],
  ['held', null, null, 'not-valid-yet'],
  ['revoked', null, null, 'not-valid-yet'],
  ['valid', validatedAt, null, 'valid'],
  ['valid', validatedAt, '2026-11-23', 'valid'],
  ['valid', validatedAt, '2026-11-22', 'expired'],
  ['suspended', validatedAt, '2026-11-22', 'suspended'],
  ['revoked', validatedAt, null, 'revoked'],
] as const)('a certificate that is %s, validated %p, until %p, stands as %s', (state, at, validUntil, standing) => {
  expect(stateOn({ state, validatedAt: at, validUntil }, '2026-11-23')).toBe(standing);
});

import { expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { isSigned, signedHeaders as signedByThem } from '../../../deploy/local/simulators/signed-body.js';
import { requireSigned, signedHeaders as signedByUs } from '../src/signed-body/signed-body.js';

const given = (headers: Record<string, string>) => ({
  time: headers['x-timestamp'] ?? '',
  signature: headers['x-signature'] ?? '',
});
const secret = fc.string({ minLength: 16, maxLength: 64 });
const body = fc.string({ unit: 'grapheme' });
const limit = 5 * 60 * 1_000;
const at = fc.integer({ min: 1_600_000_000_000, max: 2_000_000_000_000 });

it('is read by each side as the other wrote it, for five minutes either way', () => {
  fc.assert(
    fc.property(secret, body, at, fc.integer({ min: -limit, max: limit }), (key, text, now, drift) => {
      expect(isSigned(key, text, signedByUs(key, text, new Date(now)), now + drift)).toBe(true);
      requireSigned(key, text, given(signedByThem(key, text, now)), new Date(now + drift));
    }),
  );
});

it('does not stand for another body, another secret or another time', () => {
  fc.assert(
    fc.property(secret, body, at, fc.string({ minLength: 1 }), (key, text, now, more) => {
      const headers = signedByThem(key, text, now);
      const check = (k: string, t: string, h: Record<string, string>) => () =>
        requireSigned(k, t, given(h), new Date(now));
      expect(check(key, text + more, headers)).toThrow('callback.signature');
      expect(check(`${key}${more}`, text, headers)).toThrow('callback.signature');
      expect(check(key, text, { ...headers, 'x-timestamp': String(now + 1) })).toThrow('callback.signature');
      expect(isSigned(key, text + more, signedByUs(key, text, new Date(now)), now)).toBe(false);
    }),
  );
});

it('is over after five minutes', () => {
  const now = Date.now();
  for (const drift of [limit + 1, -limit - 1]) {
    const late = () => requireSigned('secret', '{}', given(signedByThem('secret', '{}', now)), new Date(now + drift));
    expect(late).toThrow('callback.expired');
    expect(isSigned('secret', '{}', signedByUs('secret', '{}', new Date(now)), now + drift)).toBe(false);
  }
});

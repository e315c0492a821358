import { describe, expect, it } from '@jest/globals';
import { assert, nat, property, string } from 'fast-check';
import { KeyCipher } from './key-cipher.js';

const one = new KeyCipher('11'.repeat(32));
const other = new KeyCipher('22'.repeat(32));

describe('the key cipher', () => {
  it('opens what it sealed, whatever it was', () => {
    assert(property(string({ unit: 'grapheme' }), (clear) => expect(one.open(one.seal(clear))).toBe(clear)));
  });

  it('refuses what was sealed with another key, naming the variable', () => {
    expect(() => other.open(one.seal('private'))).toThrow('KEY_ENCRYPTION_KEY');
  });

  it('notices any changed bit', () => {
    const sealed = Buffer.from(one.seal('private'), 'base64url');
    assert(
      property(nat(sealed.length - 1), nat(7), (at, bit) => {
        const changed = Buffer.from(sealed);
        changed[at] = (changed[at] ?? 0) ^ (1 << bit);
        expect(() => one.open(changed.toString('base64url'))).toThrow();
      }),
    );
  });

  it('gives each purpose a key of its own', () => {
    expect(one.cookieKey()).not.toBe(other.cookieKey());
    expect(one.fingerprint('a')).toMatch(/^[0-9a-f]{64}$/);
    expect(one.fingerprint('a')).not.toBe(other.fingerprint('a'));
  });
});

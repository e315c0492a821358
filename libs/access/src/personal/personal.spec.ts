import { createCipheriv, createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import {
  blindIndex,
  maskAddress,
  maskCreditCode,
  maskIdNumber,
  maskName,
  maskPhone,
  openPersonal,
  parseKeyRing,
  PersonalSealBroken,
  sealPersonal,
} from './index.js';

const text = (current: number): string =>
  JSON.stringify({
    current,
    keys: {
      1: { encryption: '01'.repeat(16), mac: '02'.repeat(32) },
      2: { encryption: '03'.repeat(16), mac: '04'.repeat(32) },
    },
    index: '05'.repeat(32),
  });
const ring = parseKeyRing(text(1));

describe('sealing personal data', () => {
  it('uses the national algorithms of this machine', () => {
    expect(createHash('sm3').update('abc').digest('hex')).toBe(
      '66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0',
    );
    const key = Buffer.from('0123456789abcdeffedcba9876543210', 'hex');
    const cipher = createCipheriv('sm4-ecb', key, null).setAutoPadding(false);
    expect(cipher.update(key).toString('hex')).toBe('681edf34d206965e86b3e94f536e4246');
  });

  it('opens what it sealed, whatever it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string(), (plain, context) => {
        expect(openPersonal(ring, sealPersonal(ring, plain, context), context)).toBe(plain);
      }),
    );
  });

  it('refuses a text changed in any place', () => {
    const sealed = sealPersonal(ring, '张三', 'applicant:1');
    fc.assert(
      fc.property(fc.nat(sealed.length - 1), fc.constantFrom('A', 'b', '.', '9', '_'), (at, letter) => {
        fc.pre(sealed[at] !== letter);
        const changed = sealed.slice(0, at) + letter + sealed.slice(at + 1);
        expect(() => openPersonal(ring, changed, 'applicant:1')).toThrow(PersonalSealBroken);
      }),
    );
  });

  it.each(['01', '1e0', '0x1', ' 1'])('refuses the key version written as %s', (version) => {
    const changed = sealPersonal(ring, 'x', 'c').replace('v1.1.', `v1.${version}.`);
    expect(() => openPersonal(ring, changed, 'c')).toThrow(PersonalSealBroken);
  });

  it('does not open in another context', () => {
    expect(() => openPersonal(ring, sealPersonal(ring, 'x', 'applicant:1'), 'applicant:2')).toThrow(PersonalSealBroken);
  });

  it('opens with an older key after rotation', () => {
    const rotated = parseKeyRing(text(2));
    expect(openPersonal(rotated, sealPersonal(ring, '李四', 'c'), 'c')).toBe('李四');
    expect(sealPersonal(rotated, '李四', 'c')).toMatch(/^v1\.2\./);
  });

  it.each([
    ['{"current":1,"keys":{},"index":"00"}', /current must be/],
    ['{"index":SECRET', /^personal key ring: it is not a JSON object$/],
    ['{"current":1,"keys":{"1":{"encryption":"00","mac":"00"}},"index":"00"}', /keys.1.encryption must be 16 bytes/],
  ])('says what is wrong with a key ring %s', (bad, message) => {
    expect(() => parseKeyRing(bad)).toThrow(message);
  });
});

describe('the blind index', () => {
  it('is the same for the same number however it is typed, and another for another kind', () => {
    const index = blindIndex(ring.index, 'id-number', '11010519491231002X');
    expect(blindIndex(ring.index, 'id-number', ' 1101051949 1231002x')).toBe(index);
    expect(blindIndex(ring.index, 'phone', '11010519491231002X')).not.toBe(index);
    expect(index).toMatch(/^[0-9a-f]{32}$/);
  });
});

describe('masks', () => {
  it.each([
    [maskName('张三'), '张*'],
    [maskName('欧阳娜娜'), '欧**娜'],
    [maskName('张'), '*'],
    [maskIdNumber('11010519491231002X'), '110105********002X'],
    [maskPhone('13812345678'), '138****5678'],
    [maskCreditCode('91350100M000100Y43'), '9135**********0Y43'],
    [maskAddress('云南省昆明市寻甸县仁德街道1号'), '云南省昆明市******'],
  ])('%s', (masked, expected) => {
    expect(masked).toBe(expected);
  });

  it('never shows a whole value', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, maxLength: 30 }), (value) => {
        for (const mask of [maskName, maskIdNumber, maskPhone, maskCreditCode, maskAddress]) {
          expect(mask(value)).toContain('*');
        }
      }),
    );
  });
});

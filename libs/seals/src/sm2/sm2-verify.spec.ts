import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { sm2 } from 'sm-crypto-v2';
import { signSm2 } from './sm2-signer.js';
import { verifySm2 } from './sm2-verify.js';
import { sm3 } from './sm3.js';

const bytes = (hex: string) => new Uint8Array(Buffer.from(hex, 'hex'));

describe('SM3', () => {
  it('gives the digest of GB/T 32905 appendix A.1', () => {
    const digest = Buffer.from(sm3(Buffer.from('ab'), Buffer.from('c'))).toString('hex');
    expect(digest).toBe('66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0');
  });
});

describe('SM2 verification', () => {
  const message = Buffer.from('message digest');
  const publicKey = bytes(
    '0409f9df311e5421a150dd7d161e4bc5c672179fad1833fc076bb08ff356f35020' +
      'ccea490ce26775a52dc6ea718cc1aa600aed05fbf35e084a6632f6072da9ad13',
  );
  const r = 'f5a03b0648d2c4630eeac513e1bb81a15944da3827d5b74143ac7eaceee720b3';
  const s = 'b1b6aa29df212fd8763182bc0d421ca1bb9038fd1f7f42d4840b69c485bbc1aa';

  it('accepts the example of GB/T 32918.5 appendix A.2', () => {
    expect(verifySm2(message, bytes(`3046022100${r}022100${s}`), publicKey)).toBe(true);
  });

  it.each([
    ['an integer with a needless zero', `304702220000${r}022100${s}`],
    ['a negative integer', `30440220${r}0220${s}`],
    ['bytes after the sequence', `3046022100${r}022100${s}00`],
    ['a sequence longer than itself', `3047022100${r}022100${s}`],
    ['no sequence', `3146022100${r}022100${s}`],
    ['zero for s', `3026022100${r}020100`],
    ['nothing', ''],
  ])('refuses %s', (_, hex) => {
    expect(verifySm2(message, bytes(hex), publicKey)).toBe(false);
  });

  it('refuses a point that is not on the curve, and a compressed one', () => {
    const signature = bytes(`3046022100${r}022100${s}`);
    const off = publicKey.slice();
    off[64] = (off[64] ?? 0) ^ 1;
    expect(verifySm2(message, signature, off)).toBe(false);
    expect(verifySm2(message, signature, publicKey.subarray(0, 33))).toBe(false);
  });

  it('accepts what the signer signs, and nothing one bit away from it', () => {
    const pair = sm2.generateKeyPairHex();
    const input = fc.uint8Array({ minLength: 1, maxLength: 300 });
    fc.assert(
      fc.property(input, fc.nat(), fc.nat(), (text, at, bit) => {
        const signature = signSm2(text, pair.privateKey, pair.publicKey);
        const flip = (of: Uint8Array) =>
          of.map((byte, index) => (index === at % of.length ? byte ^ (1 << (bit % 8)) : byte));
        const key = bytes(pair.publicKey);
        expect(verifySm2(text, signature, key)).toBe(true);
        expect(verifySm2(flip(text), signature, key)).toBe(false);
        expect(verifySm2(text, flip(signature), key)).toBe(false);
      }),
      { numRuns: 25 },
    );
  });
});

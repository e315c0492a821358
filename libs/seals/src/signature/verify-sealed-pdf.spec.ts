import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { createSealAuthority, createSealKey } from '../sm2/seal-key.js';
import { softwareSigner } from '../sm2/sm2-signer.js';
import { authority, draw, key, life, organ, sign, statement, subject, trusted } from '../../test/sealed-papers.js';
import { sealPdf } from './seal-pdf.js';
import { findSealRange } from './seal-range.js';
import { readSeal } from './seal-reading.js';
import { verifySealedPdf } from './verify-sealed-pdf.js';

const reasonOf = (pdf: Uint8Array, cas = trusted) => {
  const found = verifySealedPdf(pdf, cas);
  return found.valid ? 'valid' : found.reason;
};

/** Where the hex of the signature starts and ends. */
function hole(pdf: Uint8Array): { from: number; to: number } {
  const text = Buffer.from(pdf).toString('latin1');
  const from = text.indexOf('/Contents <') + '/Contents <'.length;
  return { from, to: text.indexOf('>', from) };
}

describe('a sealed document', () => {
  let plain: Uint8Array;
  let sealed: Uint8Array;
  beforeAll(async () => {
    plain = await draw('accepted');
    sealed = await sign(plain);
  });

  it('verifies and tells who sealed it and when', () => {
    expect(verifySealedPdf(sealed, trusted)).toEqual({
      valid: true,
      organName: '临江市行政审批服务局',
      organCode: '11220000013544541J',
      signedAt: new Date('2026-03-05T02:03:04Z'),
      certificateSerial: expect.stringMatching(/^[0-9a-f]{32}$/u),
    });
  });

  it('keeps the document in front and the Chinese reason and name in UTF-16', () => {
    const start = Buffer.from(plain).toString('latin1').trimEnd();
    const text = Buffer.from(sealed).toString('latin1');
    expect(text.startsWith(start)).toBe(true);
    const hex = (words: string) => Buffer.from(`\ufeff${words}`, 'utf16le').swap16().toString('hex');
    expect(text).toContain(`/Reason <${hex(statement.reason)}>`);
    expect(text).toContain(`/Name <${hex(organ.organName)}>`);
  });

  it('may have notes on its last page', async () => {
    expect(reasonOf(await sign(await draw('with a link', true)))).toBe('valid');
  });

  it('verifies under one of several authorities, unreadable ones included', () => {
    const other = createSealAuthority({ ...subject, organName: '别省机构' }, life).certificateDer;
    expect(reasonOf(sealed, [new Uint8Array([1, 2, 3]), other, authority.certificateDer])).toBe('valid');
  });

  it('is refused a second seal', async () => {
    await expect(sign(sealed)).rejects.toMatchObject({ code: 'seal.already-sealed' });
  });

  it('is invalid when any byte under the seal is another', () => {
    const { from, to } = hole(sealed);
    const anywhere = fc.nat(sealed.length - 1).filter((at) => at < from - 1 || at > to);
    fc.assert(
      fc.property(anywhere, fc.integer({ min: 1, max: 255 }), (at, mask) => {
        const altered = sealed.slice();
        altered[at] = (altered[at] ?? 0) ^ mask;
        expect(reasonOf(altered)).not.toBe('valid');
      }),
      { numRuns: 150 },
    );
  });

  it('is named as altered when its text is', () => {
    const altered = sealed.slice();
    altered[200] = (altered[200] ?? 0) ^ 1;
    expect(reasonOf(altered)).toBe('digest-mismatch');
  });

  it.each([
    ['a byte', '\n'],
    ['a revision', '\n9 0 obj\n<< >>\nendobj\nstartxref\n0\n%%EOF'],
    ['a revision with a byte range of its own', '\n/ByteRange [0 1 2 3]\n%%EOF'],
  ])('is invalid with %s after it', (_, more) => {
    expect(reasonOf(new Uint8Array(Buffer.concat([sealed, Buffer.from(more)])))).toBe('content-after-seal');
  });

  it('is invalid with something in front, or cut short', () => {
    expect(reasonOf(new Uint8Array(Buffer.concat([Buffer.from('%\n'), sealed])))).not.toBe('valid');
    fc.assert(fc.property(fc.nat(sealed.length - 1), (length) => reasonOf(sealed.subarray(0, length)) !== 'valid'));
  });

  it('hides nothing in the padding of its signature', () => {
    const { to } = hole(sealed);
    const altered = sealed.slice();
    altered[to - 1] = '1'.charCodeAt(0);
    expect(reasonOf(altered)).toBe('malformed');
  });

  it('does not lend its signature to another document', async () => {
    const other = await sign(await draw('rejected'));
    const [source, target] = [hole(sealed), hole(other)];
    expect(source.to - source.from).toBe(target.to - target.from);
    const forged = other.slice();
    forged.set(sealed.subarray(source.from, source.to), target.from);
    expect(reasonOf(forged)).toBe('digest-mismatch');
  });

  it('is signed in the eyes of OpenSSL', () => {
    const range = findSealRange(sealed);
    if (typeof range === 'string') throw new Error(range);
    const seal = readSeal(range.cms);
    if (!seal) throw new Error('unreadable');
    const folder = mkdtempSync(join(tmpdir(), 'seal-signature-'));
    const file = (name: string, content: Uint8Array | string) => {
      writeFileSync(join(folder, name), content);
      return join(folder, name);
    };
    const der = file('leaf.der', key.certificateDer);
    const openssl = (...args: string[]) => execFileSync('openssl', args, { encoding: 'utf8', stdio: 'pipe' });
    const pub = file('key.pem', openssl('x509', '-inform', 'der', '-in', der, '-noout', '-pubkey'));
    const signature = file('signature', seal.signature);
    const asked = ['-rawin', '-digest', 'sm3', '-pkeyopt', 'distid:1234567812345678', '-sigfile', signature];
    const check = (content: Uint8Array) =>
      openssl('pkeyutl', '-verify', '-pubin', '-inkey', pub, ...asked, '-in', file('attributes', content));
    expect(check(seal.signedBytes)).toMatch(/Verified Successfully/u);
    expect(() => check(seal.signedBytes.map((byte, at) => (at === 20 ? byte ^ 1 : byte)))).toThrow();
    rmSync(folder, { recursive: true });
  });
});

describe('a seal of the wrong hand', () => {
  it('is unknown when another authority certified it, even one of the same name', async () => {
    const impostor = createSealAuthority(subject, life);
    const sealed = await sign(await draw('x'), createSealKey(organ, impostor, life));
    expect(reasonOf(sealed)).toBe('untrusted-issuer');
    expect(reasonOf(sealed, [])).toBe('untrusted-issuer');
  });

  it('is unknown when the authority seals by itself, or an organ plays authority', async () => {
    expect(reasonOf(await sign(await draw('x'), authority))).toBe('untrusted-issuer');
    const sub = await sign(await draw('x'), createSealKey({ organName: '冒名局', organCode: 'X' }, key, life));
    expect(reasonOf(sub)).toBe('untrusted-issuer');
    expect(reasonOf(sub, [...trusted, key.certificateDer])).toBe('untrusted-issuer');
  });

  it('is invalid when another key signed under the certificate', async () => {
    const other = createSealKey(organ, authority, life);
    const forged = { ...key, privateKeyHex: other.privateKeyHex, publicKeyHex: other.publicKeyHex };
    expect(reasonOf(await sign(await draw('x'), forged))).toBe('signature-invalid');
  });

  it('is out of time when the authority no longer stood', async () => {
    const brief = createSealAuthority(subject, { ...life, notAfter: new Date('2026-02-01T00:00:00Z') });
    const sealed = await sign(await draw('x'), createSealKey(organ, brief, life));
    expect(reasonOf(sealed, [brief.certificateDer])).toBe('certificate-not-valid-then');
  });

  it.each(['2025-12-31T23:59:59Z', '2036-01-01T00:00:01Z'])(
    'is not made outside the life of the certificate: %s',
    async (at) => {
      const late = { ...statement, signedAt: new Date(at) };
      await expect(sealPdf(await draw('x'), softwareSigner(key), late)).rejects.toMatchObject({
        code: 'seal.certificate-not-valid-then',
      });
    },
  );
});

describe('what is no sealed document', () => {
  it('is said to have no seal', async () => {
    expect(reasonOf(await draw('x'))).toBe('no-seal');
    expect(reasonOf(new Uint8Array())).toBe('no-seal');
  });

  it.each([
    ['<zz>', 'malformed'],
    ['<>', 'malformed'],
    ['<3000>', 'malformed'],
    ['<3080>', 'malformed'],
    ['<308400ffffff>', 'malformed'],
    ['<3003020101>', 'malformed'],
  ])('with the signature %s is %s', (contents, reason) => {
    const head = '%PDF-1.7\n/ByteRange [0 000000 000000 0000] ';
    const [until, from] = [head.length, head.length + contents.length];
    const range = [until, from].map((n) => String(n).padStart(6, '0'));
    const text = head.replace('000000 000000 0000', `${range.join(' ')} 0005`) + contents;
    expect(reasonOf(new Uint8Array(Buffer.from(`${text}%%EOF`)))).toBe(reason);
  });

  it('cannot be sealed when it is no PDF of ours', async () => {
    for (const text of ['', 'hello', '%PDF-1.7\nstartxref\n9\n%%EOF', 'xref\n0 1\nstartxref\n0\n%%EOF']) {
      await expect(sign(new Uint8Array(Buffer.from(text)))).rejects.toMatchObject({
        code: 'seal.document-unsupported',
      });
    }
  });

  it('never makes the check throw', async () => {
    const sealed = await sign(await draw('x'));
    const { from, to } = hole(sealed);
    const change = fc.record({ at: fc.integer({ min: from - 60, max: to + 10 }), byte: fc.nat(255) });
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 30 }), (changes) => {
        const altered = sealed.slice();
        for (const { at, byte } of changes) altered[at] = byte;
        expect(typeof verifySealedPdf(altered, trusted).valid).toBe('boolean');
      }),
      { numRuns: 200 },
    );
    fc.assert(
      fc.property(fc.array(fc.record({ at: fc.nat(1600), hex: fc.nat(15) }), { minLength: 1 }), (changes) => {
        const altered = sealed.slice();
        for (const { at, hex } of changes) altered[from + at] = hex.toString(16).charCodeAt(0);
        expect(typeof verifySealedPdf(altered, trusted).valid).toBe('boolean');
      }),
      { numRuns: 300 },
    );
    fc.assert(fc.property(fc.uint8Array({ maxLength: 2000 }), (bytes) => !verifySealedPdf(bytes, [bytes]).valid));
  });
});

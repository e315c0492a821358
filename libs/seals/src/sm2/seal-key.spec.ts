import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { SealError } from '../seal.errors.js';
import { createSealAuthority, createSealKey, formatSealKey, parseSealKey } from './seal-key.js';

const life = { notBefore: new Date('2026-01-01T00:00:00Z'), notAfter: new Date('2055-06-30T23:59:59Z') };
const authority = createSealAuthority({ organName: '示范省电子印章机构', organCode: '11430000006122244L' }, life);
const key = createSealKey({ organName: '临江市行政审批服务局', organCode: '11220000013544541J' }, authority, life);

function codeOf(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    return error instanceof SealError ? error.code : String(error);
  }
  return 'nothing';
}

function pem(der: Uint8Array): string {
  return `-----BEGIN CERTIFICATE-----\n${Buffer.from(der).toString('base64')}\n-----END CERTIFICATE-----\n`;
}

describe('seal keys', () => {
  it('come back from their text as they were', () => {
    expect(parseSealKey(formatSealKey(key))).toEqual(key);
    expect(parseSealKey(formatSealKey(authority))).toEqual(authority);
  });

  it.each([
    ['no JSON', 'key'],
    ['no object', '7'],
    ['nothing in it', '{}'],
    ['another format', formatSealKey(key).replace('yichuang-seal-key-1', 'yichuang-seal-key-9')],
    ['no organ', formatSealKey({ ...key, organName: ' ' })],
    ['half a private key', formatSealKey({ ...key, privateKeyHex: key.privateKeyHex.slice(32) })],
    ['a private key of zero', formatSealKey({ ...key, privateKeyHex: '0'.repeat(64) })],
    ['halves of two keys', formatSealKey({ ...key, privateKeyHex: authority.privateKeyHex })],
    ['a chain of numbers', JSON.stringify({ ...JSON.parse(formatSealKey(key)), chain: [1] })],
    ['no chain', JSON.stringify({ ...JSON.parse(formatSealKey(key)), chain: undefined })],
  ])('are refused with %s', (_, text) => {
    expect(codeOf(() => parseSealKey(text))).toBe('seal.key-unreadable');
  });

  it('are refused by code whatever the text', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string(), fc.json()),
        (text) => codeOf(() => parseSealKey(text)) === 'seal.key-unreadable',
      ),
    );
  });

  it('never show key material in the refusal', () => {
    const text = formatSealKey({ ...key, organCode: '' });
    expect(() => parseSealKey(text)).not.toThrow(new RegExp(key.privateKeyHex, 'u'));
    expect(() => parseSealKey(text)).toThrow(SealError);
  });
});

describe('seal certificates, read by OpenSSL', () => {
  const folder = mkdtempSync(join(tmpdir(), 'seal-certificate-'));
  const file = (name: string, text: string) => {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  };
  const openssl = (...args: string[]) => execFileSync('openssl', args, { encoding: 'utf8', stdio: 'pipe' });
  const verify = (ca: Uint8Array, leaf: Uint8Array) =>
    openssl(
      'verify',
      '-vfyopt',
      'distid:1234567812345678',
      '-attime',
      '1800000000',
      '-CAfile',
      file('ca.pem', pem(ca)),
      file('leaf.pem', pem(leaf)),
    );

  it('stand under their authority and under no other of the same name', () => {
    expect(verify(authority.certificateDer, key.certificateDer)).toMatch(/OK/u);
    const impostor = createSealAuthority({ organName: authority.organName, organCode: authority.organCode }, life);
    expect(() => verify(impostor.certificateDer, key.certificateDer)).toThrow();
  });

  it('keep Chinese names, the life asked for and the sealing purpose', () => {
    const leaf = file('named.pem', pem(key.certificateDer));
    const text = openssl('x509', '-in', leaf, '-noout', '-text', '-nameopt', 'utf8,sep_comma_plus');
    expect(text).toContain('O=临江市行政审批服务局');
    expect(text).toContain('organizationIdentifier=11220000013544541J');
    expect(text).toContain('Not Before: Jan  1 00:00:00 2026 GMT');
    expect(text).toContain('Not After : Jun 30 23:59:59 2055 GMT');
    expect(text).toContain('SM2-with-SM3');
    expect(text).toContain('CA:FALSE');
    expect(text).toContain('Digital Signature, Non Repudiation');
    rmSync(folder, { recursive: true });
  });
});

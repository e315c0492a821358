import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import {
  checkCertificateIdentifier,
  checkCreditCode,
  checkIdNumber,
  checkPayCode,
  checkPhoneNumber,
  checkRegionCode,
  creditCodeCheckDigit,
  formatCaseNumber,
  formatCertificateIdentifier,
  formatNoticeNumber,
  formatPayCode,
  idCheckDigit,
} from './index.js';

describe('ID number', () => {
  it.each(['11010519491231002X', '440524188001010014', '1101 0519 4912 3100 2x'])('accepts %s', (text) => {
    expect(checkIdNumber(text).valid).toBe(true);
  });

  it.each([
    ['1101051949123100', 'length'],
    ['11010519491231O02X', 'character'],
    ['99010519491231002X', 'region'],
    ['11010519490231002X', 'date'],
    ['110105194912310021', 'check-digit'],
  ])('refuses %s: %s', (text, fault) => {
    expect(checkIdNumber(text)).toMatchObject({ valid: false, fault });
  });

  it('catches every single wrong digit', () => {
    fc.assert(
      fc.property(fc.nat(99_999_999), fc.nat(16), fc.integer({ min: 1, max: 9 }), (seed, place, shift) => {
        const first17 = `53012919900101${String(seed % 1000).padStart(3, '0')}`;
        const good = first17 + idCheckDigit(first17);
        const digit = String((Number(good[place]) + shift) % 10);
        const bad = good.slice(0, place) + digit + good.slice(place + 1);
        expect(checkIdNumber(good).valid).toBe(true);
        expect(checkIdNumber(bad).valid).toBe(false);
      }),
    );
  });
});

describe('credit code', () => {
  it.each(['11430000006122244L', '11220000013544541J', '12441500196720244T'])('accepts %s', (text) => {
    expect(checkCreditCode(text).valid).toBe(true);
  });

  it('names the check digit that would be right', () => {
    const first17 = '11530129MB1234567';
    const expected = creditCodeCheckDigit(first17);
    const other = expected === '0' ? '1' : '0';
    expect(checkCreditCode(first17 + other)).toEqual({
      valid: false,
      fault: 'check-digit',
      expectedCheckDigit: expected,
    });
    expect(checkCreditCode('11530129MB12345670I'.slice(0, 18).replace('M', 'I'))).toMatchObject({ fault: 'character' });
  });
});

describe('certificate identifier', () => {
  it.each([
    '1.2.156.3005.2.11100000000013338W011.11430000006122244L.20230000403.001.U',
    '1.2.156.3005.2.11100000000013338W032.11220000013544541J.2430599.001.F',
  ])('agrees with the published %s', (text) => {
    expect(checkCertificateIdentifier(text).valid).toBe(true);
    const [typeCode = '', organCode = '', serial = ''] = text.split('.').slice(5);
    expect(formatCertificateIdentifier({ typeCode, organCode, serial, version: 1 })).toBe(text);
  });

  it('refuses a changed check character', () => {
    const changed = '1.2.156.3005.2.11100000000013338W032.11220000013544541J.2430599.001.G';
    expect(checkCertificateIdentifier(changed)).toMatchObject({ fault: 'check-digit', expectedCheckDigit: 'F' });
  });
});

describe('other numbers', () => {
  it.each([
    ['13812345678', true],
    ['+86 138-1234-5678', true],
    ['12812345678', false],
    ['1381234567', false],
  ])('phone %s: %s', (text, valid) => {
    expect(checkPhoneNumber(text).valid).toBe(valid);
  });

  it.each([
    ['530129', true],
    ['530129100000', true],
    ['5301', false],
    ['990129', false],
  ])('region %s: %s', (text, valid) => {
    expect(checkRegionCode(text).valid).toBe(valid);
  });

  it('writes case numbers with and without a national code', () => {
    const rest = { organCode: '11530129015117409X', localCode: 'SJ05', date: '2026-11-23', serial: 7 };
    expect(formatCaseNumber(rest)).toBe('11530129015117409X-SJ05-202611230007');
    const implementationCode = '12441500196720244T3442199806003';
    expect(formatCaseNumber({ ...rest, implementationCode })).toBe(`${implementationCode}202611230007`);
    expect(formatCaseNumber({ ...rest, implementationCode })).toHaveLength(43);
  });

  it('writes pay codes, and finds every single wrong digit in them', () => {
    const code = formatPayCode({ region: '530129', year: 2026, serial: 1 });
    expect(code).toBe('53012926000000000010');
    expect(checkPayCode(code)).toEqual({ valid: true, value: code });
    for (let place = 0; place < 20; place += 1) {
      const wrong = String((Number(code[place]) + 1) % 10);
      expect(checkPayCode(code.slice(0, place) + wrong + code.slice(place + 1)).valid).toBe(false);
    }
    expect(checkPayCode('5301')).toMatchObject({ fault: 'length' });
    expect(checkPayCode('5301292600000000001X')).toMatchObject({ fault: 'character' });
    expect(() => formatPayCode({ region: '5301', year: 2026, serial: 1 })).toThrow(RangeError);
    expect(() => formatPayCode({ region: '530129', year: 2026, serial: 10 ** 11 })).toThrow(RangeError);
  });

  it('writes notice numbers', () => {
    const number = formatNoticeNumber({ organShort: '示范政务', kind: 'acceptance', year: 2026, serial: 12 });
    expect(number).toBe('示范政务受〔2026〕00012号');
  });
});

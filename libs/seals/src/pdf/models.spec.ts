import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { chineseDate, clean, cleanLine, startOfDay } from './models.js';

describe('dates on papers', () => {
  it.each([
    ['2026-03-05', '2026年3月5日'],
    ['2026-12-31', '2026年12月31日'],
    ['2028-02-29', '2028年2月29日'],
  ])('%s is written %s', (date, written) => {
    expect(chineseDate(date)).toBe(written);
  });

  it('begin at midnight in China', () => {
    expect(startOfDay('2026-03-05')).toEqual(new Date('2026-03-04T16:00:00Z'));
  });

  it.each(['2026-02-29', '2026-3-5', '2026-13-01', '', 'today', '2026-03-05T00:00:00Z'])('%s is none', (date) => {
    expect(() => chineseDate(date)).toThrow(expect.objectContaining({ code: 'seal.model-invalid' }));
  });
});

describe('text on papers', () => {
  it.each([
    ['王\u202e明晓', '王明晓'],
    ['\ufeff甲\u0000乙\u200b', '甲乙'],
    ['甲\r\n乙\t丙', '甲\n乙 丙'],
    ['买买提·𠮷', '买买提·𠮷'],
    ['a\ud800b', 'ab'],
  ])('%j becomes %j', (text, expected) => {
    expect(clean(text)).toBe(expected);
  });

  it('is clean after cleaning once, and a line has no breaks', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const once = clean(text);
        expect(clean(once)).toBe(once);
        expect(once).not.toMatch(/[\u202a-\u202e\u2066-\u2069\u200b-\u200f]/u);
        expect(cleanLine(text)).not.toContain('\n');
      }),
    );
  });
});

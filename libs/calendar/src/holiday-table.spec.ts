import { describe, expect, it } from '@jest/globals';
import { holidayTable, national } from '../test/calendars.js';
import { addLimit, HolidayTableInvalid, parseHolidayTable } from './index.js';

interface Table {
  years: Record<string, Record<string, unknown>>;
  test_vectors: { accepted: string; working_days: number; due: string }[];
}

function table(): Table {
  const parsed: Table = JSON.parse(holidayTable);
  return parsed;
}

/** The table with one year's entry replaced. */
function withEntry(year: string, key: string, value: unknown): Table {
  const changed = table();
  changed.years[year] = { ...changed.years[year], [key]: value };
  return changed;
}

function withDay(kind: string, date: unknown, name: unknown): Table {
  const days = table().years['2026']?.[kind];
  return withEntry('2026', kind, { ...(typeof days === 'object' ? days : {}), [String(date)]: name });
}

describe('parseHolidayTable', () => {
  it('gives one calendar over both years', () => {
    expect(national).toMatchObject({ region: '000000', publishedThrough: '2026-12-31' });
    expect(national.offDays['2025-10-06']).toBe('国庆节、中秋节');
    expect(national.makeupWorkdays).toMatchObject({ '2026-09-20': '国庆节', '2026-10-10': '国庆节' });
  });

  it('takes the parsed table as well as its text, and a region', () => {
    expect(parseHolidayTable(table())).toEqual(national);
    expect(parseHolidayTable(holidayTable, '640000')).toMatchObject({ region: '640000' });
  });

  it('agrees with the worked examples that come with the table', () => {
    const vectors = table().test_vectors;
    expect(vectors.length).toBeGreaterThan(0);
    for (const { accepted, working_days: days, due } of vectors) {
      const from = new Date(`${accepted}T09:00:00+08:00`);
      expect(addLimit(national, from, { days, unit: 'working-day' }, 'end-of-day').dueDate).toBe(due);
    }
  });

  it('names region and years in the version, and changes it with any notice, day or name', () => {
    expect(national.version).toMatch(/^000000-2025-2026-[0-9a-f]{12}$/);
    const renamed = withDay('off_days', '2026-10-07', '国庆');
    const renoticed = withEntry('2026', 'official_notice', '更正通知');
    const versions = [table(), renamed, renoticed].map((changed) => parseHolidayTable(changed).version);
    expect(new Set(versions).size).toBe(3);
  });

  it('does not change the version when only the order of entries changes', () => {
    const turned = { years: Object.fromEntries(Object.entries(table().years).reverse()) };
    expect(parseHolidayTable(turned).version).toBe(national.version);
  });

  it('lets New Year begin in the December before', () => {
    const early = {
      years: {
        '2023': {
          official_notice: '通知',
          off_days: { '2022-12-31': '元旦', '2023-01-02': '元旦' },
          makeup_workdays: {},
        },
      },
    };
    expect(parseHolidayTable(early).offDays['2022-12-31']).toBe('元旦');
  });

  it.each([
    ['{', '$'],
    [[], '$'],
    [null, '$'],
    [{}, '$.years'],
    [{ years: {} }, '$.years'],
    [{ years: { next: {} } }, '$.years["next"]'],
    [withEntry('2026', 'official_notice', ''), '$.years["2026"].official_notice'],
    [withEntry('2026', 'off_days', []), '$.years["2026"].off_days'],
    [withDay('off_days', '2026-02-30', '春节'), '$.years["2026"].off_days["2026-02-30"]'],
    [withDay('off_days', '2025-03-03', '春节'), '$.years["2026"].off_days["2025-03-03"]'],
    [withDay('off_days', '2026-03-03', 7), '$.years["2026"].off_days["2026-03-03"]'],
    [withDay('off_days', '__proto__', '春节'), '$.years["2026"].off_days["__proto__"]'],
    [withDay('makeup_workdays', '2026-03-03', '春节'), '$.years["2026"].makeup_workdays["2026-03-03"]'],
    [withDay('makeup_workdays', '2026-10-03', '国庆节'), '$.years["2026"].makeup_workdays["2026-10-03"]'],
    [withDay('off_days', '2026-03-03', '错日'), '$.years["2026"].working_days_total'],
    [withEntry('2026', 'working_days_by_month', { '13': 1 }), '$.years["2026"].working_days_by_month["13"]'],
    [withEntry('2026', 'working_days_by_month', { '2': 17 }), '$.years["2026"].working_days_by_month["2"]'],
    [{ years: { '2024': table().years['2025'] } }, '$.years["2024"].off_days["2025-01-01"]'],
    [
      { years: { '2024': { official_notice: 'x', off_days: {}, makeup_workdays: {} }, '2026': table().years['2026'] } },
      '$.years["2026"]',
    ],
  ])('names the path of a bad entry (%#)', (bad, path) => {
    const attempt = (): unknown => parseHolidayTable(bad);
    expect(attempt).toThrow(HolidayTableInvalid);
    expect(attempt).toThrow(expect.objectContaining({ path }));
  });

  it('refuses a day listed in two years', () => {
    const twice = withEntry('2025', 'off_days', { '2025-12-31': '元旦' });
    twice.years['2026'] = { ...twice.years['2026'], off_days: { '2025-12-31': '元旦' } };
    expect(() => parseHolidayTable(twice)).toThrow('listed in two years');
  });
});

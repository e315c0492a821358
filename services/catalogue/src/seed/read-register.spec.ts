import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { faultsOf } from '../item/item-faults.js';
import { blocks, lintItem } from '../lint/lint-item.js';
import { importBundle } from './import-bundle.js';
import { importItem } from './import-item.js';
import { readHolidays } from './read-holidays.js';
import { readRegister } from './read-register.js';
import type { RegisterFile, RegisterItem } from './register-file.js';
import type { SeedFault, SeedFileInvalid } from './seed-file.errors.js';

const seedText = (name: string): string =>
  readFileSync(new URL(`../../../../deploy/local/seed/${name}`, import.meta.url), 'utf8');
const text = seedText('catalogue.json');
const register = readRegister('catalogue.json', text);
const editions = register.items.map(importItem);

const itemOf = (id: string): RegisterItem => {
  const found = register.items.find((item) => item.id === id);
  if (found === undefined) throw new Error(id);
  return found;
};

describe('the real register', () => {
  it('holds 62 items and 5 bundles, none of them with contradictions', () => {
    expect([register.items.length, register.bundles.length]).toEqual([62, 5]);
    expect(editions.flatMap(({ item }) => faultsOf(item))).toEqual([]);
    expect(new Set(editions.map(({ item }) => item.itemId)).size).toBe(62);
  });

  it('keeps every material, limit and fee of every item', () => {
    register.items.forEach((source, n) => {
      const { item, guide } = editions[n] ?? importItem(source);
      expect(item.verification).toBe('imported-unverified');
      expect(item.localCode).toBe(source.id);
      expect(item.implementationCode).toBe('');
      expect(guide.baseCode).toBe(source.base_code ?? '');
      expect(item.materials.map(({ name }) => name)).toEqual(source.materials.map(({ name }) => name));
      expect(guide.materials.map(({ ref }) => ref)).toEqual(item.materials.map(({ ref }) => ref));
      expect(item.statutoryLimit === undefined).toBe(source.statutory_limit === null);
      expect(item.promisedLimit?.days).toBe(source.promised_limit.days);
      const units = ['working-day', 'calendar-day', 'on-the-spot'];
      expect(units).toContain(item.promisedLimit?.unit);
      const priced = (source.fee.items ?? []).filter(({ amount_cny: amount }) => amount !== null);
      expect(item.feeLines.map(({ amountFen }) => amountFen)).toEqual(
        priced.map(({ amount_cny: amount }) => BigInt(amount ?? 0) * 100n),
      );
      expect(item.result?.holds.includes('fee')).toBe(priced.length > 0);
      expect(item.result?.holds.includes('certificate')).toBe(source.result.type === '证照');
      expect(item.tasks).toMatchObject([{ departmentId: item.departmentId, lead: true }]);
      expect(item.specialProcedures.length).toBe(source.special_procedures.length);
    });
    expect(editions.flatMap(({ item }) => item.materials).length).toBe(249);
  });

  it('takes departments from their names, not from the letters of the id', () => {
    const of = (id: string): string | undefined => editions.find(({ item }) => item.itemId === id)?.item.departmentId;
    expect(of('CG02')).toBe('dept-cg');
    expect(register.items.filter(({ dept }) => dept === '社会保险中心').map(({ id }) => of(id))).toEqual([
      'dept-sb',
      'dept-sb',
      'dept-sb',
    ]);
    expect(of('GA04')).toBe('dept-ga-jj');
    expect(of('GA05')).toBe('dept-ga-crj');
  });

  it('translates a charged item with conditions', () => {
    const { item } = importItem(itemOf('GA01'));
    expect(item.feeLines).toMatchObject([
      { code: 'GA01-F1', amountFen: 2000n, condition: '期满换领', basis: '财综/发改价格文件', timing: 'before-result' },
      { code: 'GA01-F2', amountFen: 4000n, condition: '遗失补领/损坏换领' },
    ]);
    expect(item.statutoryLimit).toMatchObject({ days: 60, unit: 'calendar-day' });
    expect(item.deliveryModes).toEqual(['window', 'courier']);
  });

  it.each([
    ['SW02', 'import.fee-by-rule'],
    ['RS03', 'import.procedure-without-limit'],
    ['CG02', 'import.department-qualified'],
    ['MZ02', 'import.limit-condition'],
    ['MZ05', 'import.accept-on-receipt'],
    ['MZ01', 'import.unverified'],
  ])('tells what %s says that has no place: %s', (id, code) => {
    expect(importItem(itemOf(id)).findings.map((finding) => finding.code)).toContain(code);
  });

  it('lints as it is known to: only charged items are blocked', () => {
    const blocked = editions.filter((edition) => blocks(lintItem({ ...edition, peers: [] })));
    const charged = register.items.filter(({ fee }) => fee.charged).map(({ id }) => id);
    expect(blocked.map(({ item }) => item.itemId)).toEqual(charged);
  });

  it('keeps members that are items, and the others by name', () => {
    const bundles = register.bundles.map((bundle) => importBundle(bundle));
    const members = bundles.map(({ members: all }) => all.map(({ itemId }) => itemId));
    expect(members[0]).toEqual(['SJ01', 'GA08', 'SW01']);
    expect(bundles[0]?.members.map(({ after }) => after)).toEqual([[], ['SJ01'], ['SJ01']]);
    expect(bundles[1]?.members).toContainEqual({
      itemId: 'GA02',
      role: '按条件并行',
      after: ['MZ01'],
      optional: false,
      calledHere: '夫妻投靠户口迁移',
    });
    expect(bundles[0]?.unmatched.map(({ name }) => name)).toContain('银行预约开户');
    const all = register.bundles.flatMap(({ items }) => items).length;
    expect(members.flat().length + bundles.flatMap(({ unmatched }) => unmatched).length).toBe(all);
    expect(bundles.map(({ leadDepartmentId }) => leadDepartmentId)).toEqual([
      'dept-sj',
      'dept-mz',
      'dept-mz',
      'dept-cl',
      'dept-sj',
    ]);
  });
});

/** The whole register with one mistake, laid out as in the file. */
function spoiled(change: (file: RegisterFile) => void): string {
  const file = JSON.parse(text) as RegisterFile;
  change(file);
  return JSON.stringify(file, null, 1);
}

function faultsIn(broken: string): readonly SeedFault[] {
  try {
    readRegister('catalogue.json', broken);
  } catch (error) {
    return (error as SeedFileInvalid).faults;
  }
  return [];
}

type Loose = Record<string, unknown>;
const nth = (file: RegisterFile, n: number): RegisterItem & Loose => file.items[n] as RegisterItem & Loose;

const firstOf = (item: Loose, list: string): object => (item[list] as object[])[0] ?? {};
const procedure = {
  days: 1,
  unit: '工作日',
  excluded_from_clock: true,
  must_notify_in_writing: true,
  basis: null,
};

describe('a malformed register', () => {
  it.each<[string, (file: RegisterFile) => void, string, string]>([
    ['a missing name', (f) => delete (nth(f, 3) as Loose)['name'], '$.items[3].name', 'is missing'],
    ['a field nobody reads', (f) => (nth(f, 2)['extra'] = 1), '$.items[2].extra', 'is not a field'],
    ['a wrong unit', (f) => (nth(f, 4).promised_limit.unit = '周'), '$.items[4].promised_limit.unit', 'match'],
    ['half a day', (f) => (nth(f, 4).promised_limit.days = 0.5), '$.items[4].promised_limit.days', 'integer'],
    [
      'an unknown case type',
      (f) => Object.assign(nth(f, 1), { case_type: '特办件' }),
      '$.items[1].case_type',
      '即办件, 承诺件',
    ],
    ['an id given twice', (f) => (nth(f, 7).id = 'MZ01'), '$.items[7].id', 'twice'],
    ['an unknown department', (f) => (nth(f, 0).dept = '无此局'), '$.items[0].dept', '无此局'],
    [
      'an unknown ref',
      (f) => Object.assign(nth(f, 0).materials[0] ?? {}, { ref: 'x' }),
      '$.items[0].materials[0].ref',
      'x',
    ],
    [
      'a deferral that denies itself',
      (f) => Object.assign(nth(f, 0).materials[0] ?? {}, { defer_ok: true }),
      '$.items[0].materials[0].defer_ok',
      'necessity',
    ],
    ['a charge without lines', (f) => (nth(f, 0).fee.charged = true), '$.items[0].fee.items', 'charged'],
    [
      'a tenth of a fen',
      (f) => (nth(f, 0).fee = { charged: true, items: [{ name: '费', amount_cny: 1.005 }] }),
      '$.items[0].fee.items[0].amount_cny',
      'fen',
    ],
    [
      'a member nobody has',
      (f) => Object.assign(f.bundles[0]?.items[0] ?? {}, { item: 'X9' }),
      '$.bundles[0].items[0].item',
      'X9',
    ],
  ])('%s is refused with path and line', (_, change, path, problem) => {
    const broken = spoiled(change);
    const fault = faultsIn(broken).find((one) => one.path === path);
    expect(fault?.problem).toContain(problem);
    // The line named is where the field stands, or, if it is missing, where its holder begins.
    const missing = problem === 'is missing' || path.endsWith('fee.items');
    const holder = path.endsWith('fee.items') ? '"fee": {' : '{';
    const line = broken.split('\n')[(fault?.line ?? 0) - 1]?.trim();
    expect(line).toMatch(missing ? holder : new RegExp(`^"${/\w+$/.exec(path)?.[0] ?? ''}": `));
  });

  /** What it says goes to every office, whose copies are as wide as what a publisher may say, and no wider. */
  it.each<[string, number, (item: Loose, words: string) => unknown]>([
    ['name', 200, (item, words) => (item['name'] = words)],
    ['task_type', 40, (item, words) => (item['task_type'] = words)],
    ['service_object', 80, (item, words) => (item['service_object'] = words)],
    ['legal_basis[0]', 500, (item, words) => (item['legal_basis'] = [words])],
    ['level', 20, (item, words) => (item['level'] = words)],
    ['steps[0]', 60, (item, words) => (item['steps'] = [words])],
    ['notes', 2000, (item, words) => (item['notes'] = words)],
    ['materials[0].name', 200, (item, name) => Object.assign(firstOf(item, 'materials'), { name })],
    ['materials[0].condition', 200, (item, condition) => Object.assign(firstOf(item, 'materials'), { condition })],
    ['result.name', 200, (item, name) => Object.assign(item['result'] as object, { name })],
    ['fee.basis', 500, (item, basis) => Object.assign(item['fee'] as object, { basis })],
    ['fee.items[0].name', 120, (item, name) => (item['fee'] = { charged: true, items: [{ name, amount_cny: 1 }] })],
    ['special_procedures[0].name', 120, (item, name) => (item['special_procedures'] = [{ ...procedure, name }])],
  ])('%s of at most %i characters, as by hand', (field, limit, change) => {
    const paths = [limit, limit + 1].map((length) =>
      faultsIn(spoiled((file) => void change(nth(file, 0), '长'.repeat(length)))).map(({ path }) => path),
    );
    expect(paths).toEqual([[], [`$.items[0].${field}`]]);
  });

  it('names file, line and path in its message', () => {
    const broken = text.replace('"name": "内地居民结婚登记"', '"nam": "内地居民结婚登记"');
    const line = broken.slice(0, broken.indexOf('"nam":')).split('\n').length;
    expect(() => readRegister('catalogue.json', broken)).toThrow(
      `catalogue.json:${line}: $.items[0].nam is not a field`,
    );
  });

  it('names the line where the JSON itself is broken', () => {
    const broken = text.replace('"id": "MZ05",', '"id": "MZ05"');
    const line = broken.slice(0, broken.indexOf('"id": "MZ05"')).split('\n').length + 1;
    expect(() => readRegister('catalogue.json', broken)).toThrow(`catalogue.json:${line}: `);
  });
});

describe('the holiday notices', () => {
  const notices = seedText('holidays.json');

  it('make one calendar', () => {
    expect(readHolidays('holidays.json', notices).publishedThrough).toBe('2026-12-31');
  });

  it('are refused with the line of a wrong day', () => {
    const broken = notices.replace('"2026-02-14": "春节"', '"2026-02-30": "春节"');
    const line = broken.slice(0, broken.indexOf('2026-02-30')).split('\n').length;
    const where = `holidays.json:${line}: $.years["2026"].makeup_workdays["2026-02-30"]`;
    expect(() => readHolidays('holidays.json', broken)).toThrow(where);
  });
});

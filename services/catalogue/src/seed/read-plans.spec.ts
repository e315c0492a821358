import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { faultsOf } from '../item/item-faults.js';
import { applyPlan } from './apply-plan.js';
import { importBundle } from './import-bundle.js';
import { importItem } from './import-item.js';
import { aliasesOf } from './plans-contradictions.js';
import type { BundlePlan, ItemPlan, PlansFile } from './plans-file.js';
import { readPlans } from './read-plans.js';
import { readRegister } from './read-register.js';
import type { SeedFault, SeedFileInvalid } from './seed-file.errors.js';

const seedText = (name: string): string =>
  readFileSync(new URL(`../../../../deploy/local/seed/${name}`, import.meta.url), 'utf8');
const register = readRegister('catalogue.json', seedText('catalogue.json'));
const text = seedText('plans.json');
const plans = readPlans('plans.json', text, register);
const bundles = register.bundles.map((one) =>
  importBundle(
    one,
    plans.bundles.find(({ bundle }) => bundle === one.id),
    aliasesOf(plans),
  ),
);

describe('the real overlay', () => {
  const editions = [...register.items, ...plans.items].map((item) =>
    applyPlan(
      importItem(item),
      plans.plans.find((plan) => plan.item === item.id),
      aliasesOf(plans),
    ),
  );
  const itemOf = (id: string) => editions.find(({ item }) => item.itemId === id)?.item;

  it('leaves no item in contradiction, and every one unverified', () => {
    expect(editions.flatMap(({ item }) => faultsOf(item))).toEqual([]);
    expect(new Set(editions.map(({ item }) => item.verification))).toEqual(new Set(['imported-unverified']));
  });

  it('has a fee without condition before the result and one before the decision', () => {
    expect(itemOf('GA04')?.feeLines).toMatchObject([{ amountFen: 1000n, timing: 'before-result', condition: '' }]);
    expect(itemOf('GA05')?.feeLines).toMatchObject([{ amountFen: 12000n, timing: 'before-decision', condition: '' }]);
    expect(editions.flatMap(({ item }) => item.feeLines).filter(({ basis }) => basis === '')).toEqual([]);
  });

  it('tells in a finding what it says instead of the register', () => {
    const codes = editions.find(({ item }) => item.itemId === 'GA04')?.findings.map(({ code }) => code);
    expect(codes).toEqual(expect.arrayContaining(['overlay.fees', 'overlay.holds']));
  });

  it('makes an item of every member, or says why not', () => {
    const all = register.bundles.flatMap(({ items }) => items).length;
    const reasoned = bundles.flatMap(({ unmatched }) => unmatched).filter(({ reason }) => reason !== '');
    expect(bundles.flatMap(({ members }) => members).length + reasoned.length).toBe(all);
  });

  it('keeps the order that it states, and the register’s where it states none', () => {
    const after = (bundleId: string): string[][] =>
      (bundles.find((one) => one.bundleId === bundleId)?.members ?? []).map((one) => [one.itemId, ...one.after]);
    expect(after('YJS03').slice(0, 4)).toEqual([['WJ11'], ['GA12'], ['MZ13', 'WJ11', 'GA12'], ['GA07', 'MZ13']]);
    expect(after('YJS01')).toContainEqual(['SB11', 'SJ01']);
  });

  it('tells which member departments are unknown here', () => {
    const unknown = bundles.flatMap(({ findings }) => findings.filter(({ code }) => code.endsWith('-unknown')));
    expect(unknown.map(({ message }) => message.zh)).toEqual([
      expect.stringContaining('人民银行'),
      expect.stringContaining('乡镇'),
    ]);
  });
});

function faultsIn(change: (file: PlansFile) => void): readonly SeedFault[] {
  const file = JSON.parse(text) as PlansFile;
  change(file);
  try {
    readPlans('plans.json', JSON.stringify(file, null, 1), register);
  } catch (error) {
    return (error as SeedFileInvalid).faults;
  }
  return [];
}

const plan = (file: PlansFile, item: string): ItemPlan => file.plans.find((one) => one.item === item) as ItemPlan;
const bundle = (file: PlansFile, id: string): BundlePlan => file.bundles.find((one) => one.bundle === id) as BundlePlan;
const fee = (file: PlansFile): Record<string, unknown> => Object(plan(file, 'GA04').fees?.[0]);
const joint = (file: PlansFile): Record<string, unknown> => Object(plan(file, 'GA06').joint);
type Change = (file: PlansFile) => unknown;

describe('a wrong overlay', () => {
  it.each<[string, Change, string, string]>([
    ['an unknown lead', (f) => (joint(f)['lead'] = '无此局'), '$.plans[0].joint.lead', 'organisation: 无此局'],
    ['an unknown member', (f) => (joint(f)['members'] = ['无此局']), '$.plans[0].joint.members[0]', '无此局'],
    ['another’s lead', (f) => (joint(f)['lead'] = '民政局'), '$.plans[0].joint.lead', 'not the item’s department'],
    ['a member that leads', (f) => (joint(f)['members'] = ['公安']), '$.plans[0].joint.members[0]', 'leads already'],
    ['an unknown rule', (f) => (joint(f)['rule'] = 'most'), '$.plans[0].joint.rule', 'all, quorum, veto'],
    ['an unknown item', (f) => (plan(f, 'GA06').item = 'X9'), '$.plans[0].item', 'X9'],
    ['an item twice', (f) => (plan(f, 'SJ04').item = 'GA06'), '$.plans[1].item', 'twice'],
    ['a fee without basis', (f) => delete fee(f)['basis'], '$.plans[4].fees[0].basis', 'is missing'],
    ['a fee with a blank basis', (f) => (fee(f)['basis'] = ' '), '$.plans[4].fees[0].basis', 'pattern'],
    ['half a fen', (f) => (fee(f)['amount_fen'] = 0.5), '$.plans[4].fees[0].amount_fen', 'integer'],
    ['a timing nobody knows', (f) => (fee(f)['timing'] = 'later'), '$.plans[4].fees[0].timing', 'before-decision'],
    [
      'an alias of nobody',
      (f) => (f.organisation_aliases['某局'] = '无此局'),
      '$.organisation_aliases["某局"]',
      '无此局',
    ],
    [
      'an item of the register again',
      (f) => Object.assign(f.items[0] ?? {}, { id: 'MZ01' }),
      '$.items[0].id',
      'already',
    ],
    ['an unknown bundle', (f) => (bundle(f, 'YJS05').bundle = 'YJS99'), '$.bundles[4].bundle', 'YJS99'],
    [
      'a member that is none',
      (f) => bundle(f, 'YJS05').members.push({ member: 'MZ01', optional: true }),
      '$.bundles[4].members[3].member',
      'is no member of YJS05: MZ01',
    ],
    [
      'a member that is neither item nor reasoned away',
      (f) => delete bundle(f, 'YJS05').members[0]?.reason,
      '$.bundles[4].members[0]',
      'needs either an item or a reason',
    ],
    [
      'members that wait for each other',
      (f) => Object.assign(bundle(f, 'YJS03').members[0] ?? {}, { after: ['GA07'] }),
      '$.bundles[2].members',
      'wait for each other',
    ],
    [
      'an unknown material',
      (f) => Object.assign(bundle(f, 'YJS05').materials[0]?.uses[0] ?? {}, { material: 'x' }),
      '$.bundles[4].materials[0].uses[0].material',
      'is no material of SJ04: x',
    ],
    [
      'a set that leaves something out',
      (f) => (bundle(f, 'YJS05').materials = bundle(f, 'YJS05').materials.filter(({ ref }) => ref !== 'plan')),
      '$.bundles[4].materials',
      'SJ04 plan',
    ],
    [
      'a form that is no schema',
      (f) => Object.assign(bundle(f, 'YJS05').form, { type: 'table' }),
      '$.bundles[4].form',
      'draft-07',
    ],
    [
      'a field without a Chinese title',
      (f) => Object.assign(bundle(f, 'YJS05').form['properties'] ?? {}, { extra: { type: 'string', title: 'Extra' } }),
      '$.bundles[4].form',
      'no Chinese title for extra',
    ],
  ])('with %s is refused with path and line', (_, change, path, problem) => {
    const faults = faultsIn((file) => void change(file));
    expect(faults.map((one) => `${one.path} ${one.problem}`)).toContainEqual(expect.stringContaining(problem));
    expect(faults.map((one) => one.path)).toContain(path);
    expect(faults.every(({ line }) => line > 0)).toBe(true);
  });

  it('names file, line and path in its message', () => {
    const broken = text.replace('"卫健局"\n', '"无此局"\n');
    const line = broken.slice(0, broken.indexOf('"无此局"')).split('\n').length;
    expect(() => readPlans('plans.json', broken, register)).toThrow(
      `plans.json:${line}: $.plans[0].joint.members[1] names no known organisation: 无此局`,
    );
  });
});

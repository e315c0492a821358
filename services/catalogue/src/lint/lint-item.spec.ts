import { readFileSync } from 'node:fs';
import { create } from '@bufbuild/protobuf';
import { describe, expect, it } from '@jest/globals';
import { ServiceItemSchema } from '#lib/contracts';
import type { Guide } from '../item/guide.js';
import { blocks, lintItem } from './lint-item.js';
import type { LintSubject } from './lint-subject.js';

const guide: Guide = {
  level: '县级',
  baseCode: '000131127004',
  handleItemCode: '',
  steps: ['受理', '审核', '决定'],
  feeCharged: false,
  feeKind: '',
  feeSupervision: '',
  limitWords: { statutory: '20个工作日', promised: '10个工作日' },
  compressionPercent: 50,
  visits: 0,
  onlineDepth: '四级',
  crossRegion: { mode: '无', scope: '全县' },
  materials: [],
  afterChecks: [],
  notes: '',
  confidence: null,
};

/** A permit nothing is wrong with. */
function sound(): LintSubject {
  const item = create(ServiceItemSchema, {
    itemId: 'SJ01',
    name: '公司设立登记',
    caseType: 'promised',
    statutoryLimit: { days: 20, unit: 'working-day' },
    promisedLimit: { days: 10, unit: 'working-day' },
    materials: [{ ref: 'idcard', name: '居民身份证', necessity: 'required', copies: 1, shared: true }],
  });
  return { item, guide: { ...guide }, peers: [] };
}

type Change = (subject: LintSubject) => LintSubject;
const withItem =
  (fields: Partial<LintSubject['item']>): Change =>
  (subject) => ({ ...subject, item: Object.assign(subject.item, fields) });
const withGuide =
  (fields: Partial<Guide>): Change =>
  (subject) => ({ ...subject, guide: { ...subject.guide, ...fields } });
const material = (name: string, shared = false): Change =>
  withItem({ materials: create(ServiceItemSchema, { materials: [{ ref: 'm', name, shared }] }).materials });
const peer =
  (name: string, baseCode: string): Change =>
  (subject) => ({
    ...subject,
    peers: [{ itemId: 'P', name, baseCode, level: '省级' }],
  });

/** What each example of the register file means here: the change that makes it, and what is expected. */
const examples: Record<string, [Change, string, 'reject' | 'warn']> = {
  '材料名“其他相关材料”(兜底)': [material('其他相关材料'), 'material.catch-all', 'reject'],
  材料无依据字段: [
    withGuide({ materials: [{ ref: 'idcard', form: '纸质', sourceChannel: '申请人自备', basis: '' }] }),
    'material.no-basis',
    'reject',
  ],
  '承诺时限 25 > 法定时限 20': [
    (subject) => {
      Object.assign(subject.item.promisedLimit ?? {}, { days: 25 });
      return subject;
    },
    'limit.promise-over-statutory',
    'reject',
  ],
  '环节 5 个(受理、初审、复审、审核、决定)': [
    withGuide({ steps: ['受理', '初审', '复审', '审核', '决定'] }),
    'steps.too-many',
    'warn',
  ],
  即办件但配有公示5天: [
    withItem({
      caseType: 'immediate',
      specialProcedures: create(ServiceItemSchema, { specialProcedures: [{ name: '公示' }] }).specialProcedures,
    }),
    'immediate.special-procedure',
    'reject',
  ],
  '标记收费但无依据/标准/监督渠道': [withGuide({ feeCharged: true }), 'fee.no-standard', 'reject'],
  '要求身份证复印件且 share_ok=true': [material('居民身份证复印件', true), 'material.shared-copy', 'reject'],
  '同一事项省/市/县名称或编码不同': [peer('有限公司设立登记', guide.baseCode), 'level.name-differs', 'reject'],
};

const file = new URL('../../../../deploy/local/seed/catalogue.json', import.meta.url);
const { lint_cases: cases } = JSON.parse(readFileSync(file, 'utf8')) as {
  lint_cases: { case: string; expect: string }[];
};

describe('lintItem', () => {
  it('finds nothing wrong with a sound item', () => {
    expect(lintItem(sound())).toEqual([]);
  });

  it.each(cases)('$case → $expect', ({ case: words, expect: wanted }) => {
    const [change, code, severity] = examples[words] ?? [];
    if (change === undefined) throw new Error(`no example for ${words}`);
    const findings = lintItem(change(sound()));
    expect(findings).toContainEqual(expect.objectContaining({ code, severity }));
    expect(findings.filter((finding) => finding.severity !== severity)).toEqual([]);
    expect(wanted.startsWith(String(severity))).toBe(true);
    expect(blocks(findings)).toBe(severity === 'reject');
  });

  it.each([
    ['有关材料', true],
    ['其他有关证明', true],
    ['法律法规规定的其他材料', true],
    ['相关证明文件', true],
    ['继承(亲属)关系证明', false],
    ['自动监测设备材料', false],
    ['股东、法定代表人等身份证明', false],
  ])('calls “%s” a catch-all: %p', (name, wanted) => {
    expect(lintItem(material(name)(sound())).some(({ code }) => code === 'material.catch-all')).toBe(wanted);
  });

  it.each<[string, Change, string[]]>([
    [
      'a fee with basis, standard and supervision',
      (subject) => {
        const { feeLines } = create(ServiceItemSchema, { feeLines: [{ name: '费', amountFen: 100n, basis: '文号' }] });
        return withGuide({ feeCharged: true, feeSupervision: '12345' })(withItem({ feeLines })(subject));
      },
      [],
    ],
    [
      'a fee without basis and supervision',
      (subject) => {
        const { feeLines } = create(ServiceItemSchema, { feeLines: [{ name: '费', amountFen: 100n }] });
        return withGuide({ feeCharged: true })(withItem({ feeLines })(subject));
      },
      ['fee.no-basis', 'fee.no-supervision'],
    ],
    [
      'fees of an item marked free',
      withItem({ feeLines: create(ServiceItemSchema, { feeLines: [{ name: '费', amountFen: 1n }] }).feeLines }),
      ['fee.not-charged'],
    ],
    ['the same name under another code', peer('公司设立登记', '000131127009'), ['level.code-differs']],
    ['the same name whose code nobody sourced', peer('公司设立登记', ''), []],
    ['limits counted in different units', withItem({ promisedLimit: limit(25, 'calendar-day') }), []],
    ['no statutory limit at all', withoutStatutory, []],
    ['a shared material that is not a copy', material('居民身份证', true), []],
    ['a copy nobody can share', material('章程复印件'), []],
  ])('%s', (_, change, codes) => {
    expect(lintItem(change(sound())).map(({ code }) => code)).toEqual(codes);
  });
});

function limit(days: number, unit: string): NonNullable<LintSubject['item']['promisedLimit']> {
  const { promisedLimit } = create(ServiceItemSchema, { promisedLimit: { days, unit } });
  if (promisedLimit === undefined) throw new Error('a limit was given');
  return promisedLimit;
}

function withoutStatutory(subject: LintSubject): LintSubject {
  delete subject.item.statutoryLimit;
  return withItem({ promisedLimit: limit(99, 'working-day') })(subject);
}

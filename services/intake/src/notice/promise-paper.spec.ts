import { describe, expect, it } from '@jest/globals';
import { create } from '@bufbuild/protobuf';
import { ServiceItemSchema } from '#lib/contracts';
import { planOf } from '../plan/case-plan.js';
import { promisedMaterials } from '../plan/promised-materials.js';
import { acceptanceNotice } from './notice-papers.js';
import { promisePaper } from './promise-paper.js';

const calendar = {
  version: 'test-1',
  region: '000000',
  publishedThrough: '2026-12-31',
  offDays: { '2026-10-01': '国庆节', '2026-10-02': '国庆节' },
  makeupWorkdays: {},
};
const at = new Date('2026-09-30T02:00:00Z');
const item = create(ServiceItemSchema, {
  itemId: 'SJ04',
  materials: [
    { ref: 'apply', name: '申请书', necessity: 'required' },
    { ref: 'rules', name: '管理制度文本', necessity: 'deferrable', deferWorkingDays: 2 },
    { ref: 'health', name: '健康证明', necessity: 'deferrable', deferWorkingDays: 3 },
  ],
});
const about = {
  number: '示范政务容承〔2026〕00001号',
  hallName: '示范县政务服务中心',
  recipient: '示范餐饮有限公司',
  itemName: '食品经营许可',
  departmentName: '市场监督管理局',
  lodgedAt: at,
  at,
};
const promised = promisedMaterials(item, ['rules', 'health'], calendar, at);

describe('the promise of outstanding materials', () => {
  it('counts each material’s own limit in working days from the day after it', () => {
    // Thursday and Friday are off, then a weekend: Monday is the first working day.
    expect(promised.map(({ materialRef, due }) => [materialRef, due.dueDate])).toEqual([
      ['rules', '2026-10-06'],
      ['health', '2026-10-07'],
    ]);
  });

  it('is a hold on the result for each material, and none without', () => {
    const promiseNumber = about.number;
    const plan = planOf(item, calendar, at, { promiseNumber, materials: promised });
    expect(plan.holds.map(({ kind, ref }) => [kind, ref])).toEqual([
      ['outstanding-material', 'rules'],
      ['outstanding-material', 'health'],
    ]);
    expect(plan.outstandingMaterials.map((one) => [one.cureDueAt, one.promiseNumber])).toEqual([
      ['2026-10-06T15:59:59.999Z', promiseNumber],
      ['2026-10-07T15:59:59.999Z', promiseNumber],
    ]);
    expect(planOf(item, calendar, at).holds).toEqual([]);
  });

  it('says its three elements: the item, each material with its limit, the consequence', () => {
    const { number, paragraphs, table } = promisePaper(about, '王掌柜', promised);
    const text = paragraphs.join('');
    expect(number).toBe(about.number);
    for (const part of ['食品经营许可', '王掌柜', '不予发放', '终止办理', '撤销决定']) expect(text).toContain(part);
    expect(table?.rows).toEqual([
      ['1', '管理制度文本', '2个工作日', '2026年10月6日'],
      ['2', '健康证明', '3个工作日', '2026年10月7日'],
    ]);
  });

  it('is named in the acceptance notice, which then does not call the papers complete', () => {
    const dates = { acceptedAt: at, statutoryDueAt: null, promisedDueAt: null, legalBasis: [] };
    const said = (promiseNumber: string): string =>
      acceptanceNotice(about, { caseNumber: '1', ...dates, promiseNumber }).paragraphs.join('');
    expect(said(about.number)).toContain(about.number);
    expect(said(about.number)).not.toContain('申请材料齐全、符合');
    expect(said('')).toContain('申请材料齐全、符合法定形式');
  });
});

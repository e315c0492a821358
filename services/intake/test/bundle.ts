import type { MessageInitShape } from '@bufbuild/protobuf';
import { expect } from '@jest/globals';
import { BundlePublishedSchema, CaseDecidedSchema, ItemPublishedSchema, type ServiceItemSchema } from '#lib/contracts';
import { type Content, type Desk, type Person } from './desk.js';

type Item = MessageInitShape<typeof ServiceItemSchema>;

const base: Item = {
  version: 1,
  departmentId: 'dept-sj',
  departmentName: '市场监督管理局',
  taskType: '行政许可',
  serviceObject: '法人及其他组织',
  caseType: 'promised',
  statutoryLimit: { days: 15, unit: 'working-day' },
  promisedLimit: { days: 10, unit: 'working-day' },
  legalBasis: ['中华人民共和国食品安全法第三十五条'],
  result: { name: '许可证', kind: 'certificate', electronic: true },
};

/** A member that must be approved first, one that comes after it in another department, and one by choice. */
const members: Item[] = [
  {
    ...base,
    itemId: 'B1',
    name: '企业设立登记',
    materials: [
      { ref: 'apply', name: '申请书', necessity: 'required', copies: 1 },
      { ref: 'plan', name: '平面图', necessity: 'required', copies: 1 },
    ],
  },
  {
    ...base,
    itemId: 'B2',
    name: '场所备案',
    departmentId: 'dept-mz',
    departmentName: '民政局',
    materials: [
      { ref: 'B2-M1', name: '申请表', necessity: 'required', copies: 1 },
      { ref: 'B2-M2', name: '场所布局', necessity: 'required', copies: 1 },
    ],
  },
  {
    ...base,
    itemId: 'B3',
    name: '招牌备案',
    materials: [{ ref: 'sign', name: '效果图', necessity: 'required', copies: 1 }],
  },
];

/** The one form: a section with a name, a number and a choice. */
const form = {
  type: 'object',
  title: '开店申请表',
  additionalProperties: false,
  required: ['shop'],
  properties: {
    shop: {
      type: 'object',
      title: '店铺',
      additionalProperties: false,
      required: ['name', 'seats', 'kind'],
      properties: {
        name: { type: 'string', title: '店铺名称', minLength: 1, maxLength: 40 },
        seats: { type: 'integer', title: '座位数', minimum: 1 },
        kind: { type: 'string', title: '类别', enum: ['餐饮', '零售'] },
        phone: { type: 'string', title: '店铺电话', pattern: '^[0-9]{5,12}$' },
      },
    },
  },
};

/** One matter of three items. */
export const bundle = {
  bundleId: 'YJS9',
  version: 1,
  name: '开店一件事',
  leadDepartmentId: 'dept-sj',
  members: [
    { itemId: 'B1', role: '先行', after: [], optional: false },
    { itemId: 'B2', role: '并行', after: ['B1'], optional: false },
    { itemId: 'B3', role: '按意愿', after: ['B1'], optional: true },
  ],
  materials: [
    {
      ref: 'form',
      name: '联合申请表',
      uses: [
        { itemId: 'B1', materialRef: 'apply' },
        { itemId: 'B2', materialRef: 'B2-M1' },
      ],
    },
    {
      ref: 'site-plan',
      name: '平面图',
      uses: [
        { itemId: 'B1', materialRef: 'plan' },
        { itemId: 'B2', materialRef: 'B2-M2' },
      ],
    },
    { ref: 'sign', name: '招牌效果图', uses: [{ itemId: 'B3', materialRef: 'sign' }] },
  ],
  formSchema: JSON.stringify(form),
  promisedLimit: { days: 10, unit: 'working-day' },
};

/** Answers as the form asks for them. */
export const answers = { shop: { name: '小满家的店', seats: 20, kind: '餐饮' } };

/** A submission for the bundle, changed as the test likes. */
export const submission = (more: object = {}): object => ({
  channel: 'window',
  bundleId: 'YJS9',
  optionalMembers: ['B3'],
  applicant: { kind: 'organisation', name: '示范餐饮有限公司', creditCode: '91350100M000100Y43', phone: '13800138000' },
  form: answers,
  materials: [{ ref: 'form' }, { ref: 'site-plan' }, { ref: 'sign' }],
  delivery: { mode: 'window' },
  ...more,
});

/** The catalogue publishes the bundle and its items. */
export async function publishBundle(desk: Desk): Promise<void> {
  for (const item of members)
    await desk.hear(desk.fact(ItemPublishedSchema, { item, effectiveFrom: '2020-01-01T00:00:00Z' }));
  await desk.hear(desk.fact(BundlePublishedSchema, bundle));
}

/** Lodges for the bundle at the desk. @returns the application with its cases as answered */
export async function lodgedBundle(clerk: Person, more: object = {}): Promise<Content> {
  const answer = await clerk.post('/applications/bundles', submission(more));
  expect([answer.status, answer.body.code]).toEqual([201, undefined]);
  return answer.body;
}

/** An application whose member cases are all accepted. @returns the application with its cases by item */
export async function acceptedApplication(clerk: Person, more: object = {}): Promise<Content> {
  const { body } = await clerk.post('/applications/bundles', submission(more));
  const { applicationId } = body;
  const cases = body.cases.map(({ caseId, version }: Content) => ({ caseId, version }));
  const accepted = await clerk.post(`/applications/${applicationId}/accept`, { cases });
  if (accepted.status !== 200) throw new Error(JSON.stringify(accepted.body));
  return { applicationId, caseOf: caseOf(body.cases), caseIds: cases.map(({ caseId }: Content) => caseId) };
}

/** The case of each member item. */
export const caseOf = (cases: Content[]): Record<string, string> =>
  Object.fromEntries(cases.map(({ itemId, caseId }) => [itemId, caseId]));

/** Review decided a case. */
export async function decide(desk: Desk, caseId: string, outcome = 'approved'): Promise<void> {
  await desk.hear(desk.fact(CaseDecidedSchema, { caseId, outcome }));
}

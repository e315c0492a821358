import type { MessageInitShape } from '@bufbuild/protobuf';
import type { ServiceItemSchema } from '#lib/contracts';

type Item = MessageInitShape<typeof ServiceItemSchema>;

/** A promised item for organisations: two mandatory materials, one shared, one deferrable, one conditional, one optional. */
export const catering: Item = {
  itemId: 'SJ04',
  version: 1,
  name: '食品经营许可(新办,餐饮服务)',
  departmentId: 'dept-sj',
  departmentName: '市场监督管理局',
  taskType: '行政许可',
  serviceObject: '法人及其他组织',
  caseType: 'promised',
  statutoryLimit: { days: 15, unit: 'working-day' },
  promisedLimit: { days: 10, unit: 'working-day' },
  legalBasis: ['中华人民共和国食品安全法第三十五条'],
  materials: [
    { ref: 'apply', name: '申请书', necessity: 'required', copies: 1 },
    { ref: 'plan', name: '平面布局图', necessity: 'required', copies: 1 },
    { ref: 'biz', name: '营业执照', necessity: 'required', shared: true, shareSource: '电子证照' },
    { ref: 'rules', name: '食品安全管理制度', necessity: 'deferrable', deferWorkingDays: 5 },
    { ref: 'proxy', name: '授权委托书', necessity: 'required', condition: '委托办理时' },
    { ref: 'photo', name: '门头照片', necessity: 'optional' },
  ],
  result: { name: '食品经营许可证', kind: 'certificate', electronic: true, validity: '5年' },
  joinRule: 'all',
};

/** The same with a second deferrable material. */
export const twoDeferrable: Item = {
  ...catering,
  itemId: 'SJ05',
  materials: [
    ...(catering.materials ?? []),
    { ref: 'health', name: '健康证明', necessity: 'deferrable', deferWorkingDays: 10 },
  ],
};

/** An immediate item for persons, without a certificate. */
export const registration: Item = {
  itemId: 'MZ03',
  version: 1,
  name: '补领婚姻登记证',
  departmentId: 'dept-mz',
  departmentName: '民政局',
  taskType: '行政确认',
  serviceObject: '自然人',
  caseType: 'immediate',
  statutoryLimit: { days: 0, unit: 'on-the-spot' },
  promisedLimit: { days: 0, unit: 'on-the-spot' },
  legalBasis: ['婚姻登记条例'],
  materials: [{ ref: 'apply', name: '申请书', necessity: 'required', copies: 1 }],
  result: { name: '登记告知书', kind: 'other', electronic: false },
};

/** An item the hall's letter does not cover. */
export const undelegated: Item = {
  ...registration,
  itemId: 'RS01',
  name: '社会保障卡申领',
  departmentId: 'dept-rs',
  departmentName: '人力资源和社会保障局',
};

/** Every item the desk of the tests knows. */
export const allItems = [catering, twoDeferrable, registration, undelegated];

import type { CorrectCaseRequest } from '../../services/intake/src/correct-case/correct-case.dto.js';
import { idCheckDigit } from '#lib/identifiers';

/** The item of the benchmark: three departments look at each case and a certificate is sealed. */
export const benchItem = {
  itemId: 'BENCH1',
  version: 1,
  name: '基准测试许可(示范)',
  departmentId: 'dept-sj',
  departmentName: '市场监督管理局',
  taskType: '行政许可',
  serviceObject: '自然人/法人',
  caseType: 'promised',
  statutoryLimit: { days: 20, unit: 'working-day' },
  promisedLimit: { days: 10, unit: 'working-day' },
  legalBasis: ['食品安全法第三十五条'],
  materials: [
    { ref: 'apply', name: '许可申请书', necessity: 'required', copies: 1, kind: '申请表格文书' },
    { ref: 'plan', name: '经营场所平面图', necessity: 'required', copies: 1, kind: '其他' },
  ],
  result: { name: '食品经营许可证', kind: 'certificate', electronic: true, validity: '5年', holds: ['certificate'] },
  tasks: [
    { departmentId: 'dept-sj', lead: true },
    { departmentId: 'dept-xf', lead: false },
    { departmentId: 'dept-cg', lead: false },
  ],
  joinRule: 'all',
  verification: 'verified',
  deliveryModes: ['window'],
  guide: {
    level: '县级',
    steps: ['受理', '审核', '决定'],
    feeCharged: false,
    visits: 1,
    onlineDepth: '四级',
    crossRegion: { mode: '无', scope: '全县' },
  },
};

/** Who reviews at each place of the plan. */
export const reviewers = ['reviewer-sj', 'reviewer-xf', 'reviewer-cg'] as const;

/** Everybody who takes part. */
export const people = ['clerk-li', 'clerk-wang', 'issue-zhao', 'chief-sj', ...reviewers] as const;

/** An applicant of a number: somebody who does not exist, with a valid ID number. */
export function applicantOf(number: number): { name: string; idNumber: string } {
  const day = 1 + (number % 28);
  const born = `19${60 + (number % 40)}${String(1 + (number % 12)).padStart(2, '0')}${String(day).padStart(2, '0')}`;
  const first17 = `530129${born}${String(number % 1000).padStart(3, '0')}`;
  return { name: '测试人', idNumber: first17 + idCheckDigit(first17) };
}

/** What is lodged for a number: about 1.1 KB with its headers. */
export function lodgingOf(number: number): object {
  const { name, idNumber } = applicantOf(number);
  return {
    channel: 'window',
    itemId: benchItem.itemId,
    applicant: { kind: 'natural-person', name, idNumber, phone: '13800000000' },
    materials: benchItem.materials.map(({ ref }) => ({ ref, copies: 1 })),
    delivery: { mode: 'window' },
  };
}

/** What the department writes with its opinion. */
export const opinion = { opinion: 'agree', note: '经审查,符合条件。'.repeat(20) } as const;

/** What the chief decides. */
export const decision = { outcome: 'approved', reason: '申请材料齐全,符合法定条件。' } as const;

/** Why the desk refuses. */
export const refusal = {
  reasonClass: 'not-our-power',
  reason: '不属于本机关职权范围,请向有权机关申请。',
  legalBasis: ['行政许可法第三十二条第一款第(二)项'],
  remedy: '如不服,可自收到本通知之日起六十日内申请行政复议,或者六个月内依法提起行政诉讼。',
} as const;

/** What the desk tells to correct, and what is brought. */
export const correction: CorrectCaseRequest = {
  defects: [{ materialRef: 'plan', reasonClass: 'incomplete', wanted: '请补充标注面积的平面图' }],
};
export const cure = { materials: [{ ref: 'plan', copies: 1 }] };

/** Why the applicant takes the application back. */
export const withdrawal = { reason: '不再需要' } as const;

/** A one-pixel PNG. */
export const signature =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

/** The task of a case that a department has. @param place 1, 2 or 3 */
export const taskOf = (caseId: string, place: number): string => `${caseId}-${String(place).padStart(2, '0')}`;

/** The released order in a list of a case's orders. */
export function releasedOne(orders: readonly { orderId: string; version: number; state: string }[]): {
  id: string;
  version: number;
} {
  const [order] = orders;
  if (order?.state !== 'released') throw new Error(`announced as released, but ${order?.state ?? 'not there'}`);
  return { id: order.orderId, version: order.version };
}

import { chinaDate } from '#lib/calendar';
import type { NoticeModel } from '#lib/seals';
import type { Refusal } from '../case/case.entity.js';
import type { ToldDefect } from '../correction/correction.entity.js';

/** What every notice says of its case. */
export interface NoticeFrame {
  number: string;
  /** Full name of the hall. */
  hallName: string;
  /** The applicant, in the clear: the paper is sealed at rest. */
  recipient: string;
  itemName: string;
  departmentName: string;
  lodgedAt: Date;
  at: Date;
}

type Frame = Pick<NoticeModel, 'number' | 'organ' | 'recipient' | 'date' | 'seal'>;

/** The dedicated seal and the date are required of both proofs (行政许可法 art. 32, last paragraph). */
export function frame({ number, hallName, recipient, at }: NoticeFrame): Frame {
  const seal = { organName: hallName, sealKind: '受理专用章' } as const;
  return { number, organ: hallName, recipient, date: chinaDate(at), seal };
}

/** The beginning of a notice's first sentence: who applied when for what. */
export const applied = ({ lodgedAt, itemName, departmentName }: NoticeFrame): string =>
  `你(单位)于${spell(lodgedAt)}提出的“${itemName}”申请(实施部门:${departmentName})`;

/** A day in China, as papers write it. */
export function spell(at: Date): string {
  const [year, month, day] = chinaDate(at).split('-');
  return `${year}年${Number(month)}月${Number(day)}日`;
}

/**
 * 受理通知书: the case number and by when the answer is due.
 *
 * @param accepted with the number of the promise when materials are outstanding (容缺受理), else an empty text
 */
export function acceptanceNotice(
  about: NoticeFrame,
  accepted: {
    caseNumber: string;
    acceptedAt: Date;
    statutoryDueAt: Date | null;
    promisedDueAt: Date | null;
    legalBasis: readonly string[];
    promiseNumber: string;
  },
): NoticeModel {
  const { caseNumber, acceptedAt, statutoryDueAt, promisedDueAt, legalBasis, promiseNumber } = accepted;
  const complete =
    promiseNumber === ''
      ? '申请材料齐全、符合法定形式,现予以受理'
      : `主要申请材料齐全,所缺材料已承诺补交(${promiseNumber}),现予以容缺受理`;
  const dates = [
    statutoryDueAt === null ? [] : [['法定办结期限', spell(statutoryDueAt)]],
    promisedDueAt === null ? [] : [['承诺办结期限', spell(promisedDueAt)]],
  ].flat();
  return {
    ...frame(about),
    kind: 'acceptance',
    title: '受理通知书',
    paragraphs: [
      `${applied(about)},经审查,${complete}。`,
      '依法需要听证、检验、检测、检疫、鉴定和专家评审的,所需时间不计算在上述期限内,并将书面告知。',
      '请妥善保管本通知书,可凭办件编号查询办理进度。',
    ],
    table: { columns: ['项目', '内容'], rows: [['办件编号', caseNumber], ['受理日期', spell(acceptedAt)], ...dates] },
    basis: [...legalBasis],
  };
}

const wrong: Record<string, string> = {
  missing: '缺少',
  incorrect: '不符合要求',
  incomplete: '内容不完整',
  outdated: '已过有效期',
};

/** 材料补正通知书: every defect at once, and by when to cure them. */
export function correctionNotice(about: NoticeFrame, defects: readonly ToldDefect[], cureDueAt: Date): NoticeModel {
  return {
    ...frame(about),
    kind: 'correction',
    title: '材料补正通知书',
    paragraphs: [
      `${applied(about)},经审查,申请材料不齐全或者不符合法定形式。现将需要补正的全部内容一次告知如下。`,
      `请于${spell(cureDueAt)}前补正。逾期未补正的,可以不予受理;补正后材料齐全、符合法定形式的,予以受理。`,
    ],
    table: {
      columns: ['序号', '材料', '问题', '补正要求'],
      rows: defects.map((defect, index) => [
        String(index + 1),
        defect.materialName,
        wrong[defect.reasonClass] ?? defect.reasonClass,
        defect.wanted,
      ]),
    },
    basis: ['《中华人民共和国行政许可法》第三十二条第一款第四项'],
  };
}

/** 不予受理通知书: reason, legal basis and remedy (行政许可法 art. 32, 38). */
export function refusalNotice(about: NoticeFrame, refusal: Omit<Refusal, 'noticeNumber'>): NoticeModel {
  return {
    ...frame(about),
    kind: 'refusal',
    title: '不予受理通知书',
    paragraphs: [`${applied(about)},经审查,决定不予受理。`, `理由:${refusal.reason}`],
    basis: refusal.legalBasis,
    remedy: refusal.remedy,
  };
}

const outcomeWords: Record<string, string> = {
  approved: '准予',
  denied: '不予许可(不予批准)',
  refused: '不予受理',
  withdrawn: '已撤回',
  lapsed: '逾期终止',
  revoked: '决定已撤销',
};

/** 一件事统一答复: what became of every member, in one paper (一口反馈). */
export function answerNotice(about: {
  number: string;
  hallName: string;
  recipient: string;
  bundleName: string;
  lodgedAt: Date;
  at: Date;
  outcomes: readonly { itemName: string; outcome: string }[];
}): NoticeModel {
  const { bundleName, lodgedAt, outcomes } = about;
  return {
    ...frame({ ...about, itemName: bundleName, departmentName: '' }),
    seal: { organName: about.hallName, sealKind: '业务专用章' },
    kind: 'answer',
    title: '一件事统一答复',
    paragraphs: [
      `你(单位)于${spell(lodgedAt)}提出的“${bundleName}”申请,全部事项已办理完毕,现统一答复如下。`,
      '准予的事项,请凭本答复一并领取办理结果;不予的事项,理由、依据和救济途径见各部门的决定书。',
    ],
    table: {
      columns: ['序号', '事项', '办理结果'],
      rows: outcomes.map(({ itemName, outcome }, n) => [String(n + 1), itemName, outcomeWords[outcome] ?? outcome]),
    },
  };
}

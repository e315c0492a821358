import type { OrganisationCopy } from '#lib/access';
import type { NoticeModel } from '#lib/seals';
import type { ChargedCase } from '../charged-case/charged-case.entity.js';
import type { LineToBill } from './lines-to-bill.js';

/** Fen as yuan with two decimals. */
export function yuan(fen: bigint | string): string {
  const digits = String(fen).padStart(3, '0');
  return `${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

/** What a notice of payment says beside its case. */
export interface Demand {
  number: string;
  payCode: string;
  amountFen: bigint;
  lines: readonly LineToBill[];
  /** yyyy-mm-dd in China. */
  day: string;
}

/** 缴款通知书: every line with its basis; the hall takes no money, the payer pays into the treasury by the pay code. */
export function noticeOfPayment(it: ChargedCase, organ: OrganisationCopy, demand: Demand): NoticeModel {
  const { number, payCode, amountFen, lines, day } = demand;
  return {
    kind: 'bill',
    title: '缴款通知书',
    number,
    organ: organ.name,
    recipient: `办件 ${it.caseNumber} 缴款人`,
    paragraphs: [
      `办理“${it.itemName}”应缴款项合计 ${yuan(amountFen)} 元。`,
      `请凭缴款识别码 ${payCode} 通过银行或支付机构缴入国库;大厅不收取现金。`,
    ],
    table: {
      columns: ['项目', '数量', '金额(元)', '收费依据'],
      rows: lines.map((line) => [line.name, String(line.quantity), yuan(line.amountFen), line.basis]),
    },
    date: day,
    seal: { organName: organ.name, sealKind: '业务专用章' },
  };
}

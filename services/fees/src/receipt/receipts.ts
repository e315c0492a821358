import { Injectable } from '@nestjs/common';
import { chinaDate } from '#lib/calendar';
import type { EventAuthority } from '#lib/contracts';
import type { Tx } from '#lib/persistence';
import { allocateNumber, Documents, type NoticeModel } from '#lib/seals';
import type { Bill, BillLine } from '../bill/bill.entity.js';
import { billedLines } from '../bill/bill.repository.js';
import { yuan } from '../bill/notice-of-payment.js';
import { organOfCase } from '../bill/organ.js';
import { Receipt } from './receipt.entity.js';
import { receiptCheckCode, receiptCode, receiptSerial } from './receipt-number.js';

/** Numbered, sealed receipts of settled bills; they name the case, nobody's person. */
@Injectable()
export class Receipts {
  constructor(private readonly documents: Documents) {}

  /** Issues the receipt of a bill that is paid in full. @returns its number, `<code>-<number>` */
  async issue(tx: Tx, bill: Bill, by: EventAuthority): Promise<string> {
    const day = chinaDate(tx.now);
    const code = receiptCode(bill.region, Number(day.slice(0, 4)));
    const { billId, amountFen, region } = bill;
    const { organ, it } = await organOfCase(tx, bill.caseId);
    const lines = await billedLines(tx, billId);
    const number = receiptSerial(await allocateNumber(tx, `receipt:${code}`));
    const checkCode = receiptCheckCode([code, number, amountFen, day]);
    await tx.insert(Receipt, { billId, code, number, checkCode, amountFen, issuedAt: tx.now });
    const notice: NoticeModel = {
      kind: 'receipt',
      title: '非税收入通用票据(电子)',
      number: `票据代码 ${code} 票据号码 ${number} 校验码 ${checkCode}`,
      organ: organ.name,
      recipient: `办件 ${it.caseNumber} 缴款人`,
      paragraphs: [
        `已收到“${it.itemName}”应缴非税款项,合计 ${yuan(amountFen)} 元。`,
        `缴款识别码:${bill.payCode ?? ''}`,
      ],
      table: { columns: ['项目', '数量', '金额(元)'], rows: lines.map(rowOf) },
      date: day,
      seal: { organName: organ.name, sealKind: '业务专用章' },
    };
    const about = { subjectId: billId, kind: 'receipt', number: `${code}-${number}`, region };
    this.documents.request(tx, { ...about, organId: organ.organisationId, by, paper: { notice } });
    return about.number;
  }
}

const rowOf = ({ name, quantity, amountFen }: BillLine): string[] => [name, String(quantity), yuan(amountFen)];

import { Injectable } from '@nestjs/common';
import { authorise, type Caller, type OrganisationCopy, scopeOf } from '#lib/access';
import { chinaDate } from '#lib/calendar';
import type { EventAuthority } from '#lib/contracts';
import { formatNoticeNumber, formatPayCode } from '#lib/identifiers';
import type { Tx } from '#lib/persistence';
import { allocateNumber, Documents } from '#lib/seals';
import { answerOf, type BillAnswer } from '../bill/bill.dto.js';
import { type Bill, BillLine } from '../bill/bill.entity.js';
import { billDoor, lockBill, plannedLines } from '../bill/bill.repository.js';
import { scheduleAsking, scheduleOrder } from '../bill/bill-timers.js';
import { type ChosenLine, type LineToBill, linesToBill, totalOf } from '../bill/lines-to-bill.js';
import { type Demand, noticeOfPayment } from '../bill/notice-of-payment.js';
import { organOfCase } from '../bill/organ.js';
import { feesInForce } from '../fee-schedule/fee-schedule.repository.js';
import { post } from '../posting/posting.repository.js';

/** What issuing a bill needs. */
export interface IssueBillInput {
  caller: Caller;
  billId: string;
  version: number;
  lines: readonly ChosenLine[];
}

/** Issues a bill (开具缴款通知书): the hall only bills, the money goes through the provider into the treasury (收缴分离). */
@Injectable()
export class IssueBill {
  constructor(private readonly documents: Documents) {}

  /** @throws DomainError `bill.*`, `fee.*`, `hall.unknown`, `authority.*` */
  async execute(tx: Tx, { caller, billId, version, lines: chosen }: IssueBillInput): Promise<BillAnswer> {
    const bill = await lockBill(tx, await scopeOf(tx, caller), billId);
    const by = await authorise(tx, caller, { region: bill.region });
    if (billDoor.allows(bill.state, 'bill')) billDoor.requireVersion(bill, version);
    const { it, organ } = await organOfCase(tx, bill.caseId);
    const inForce = await feesInForce(tx, it.itemId, it.itemVersion);
    const lines = linesToBill(await plannedLines(tx, billId), chosen, inForce);
    const demand = await demandOf(tx, bill, organ, lines);
    await this.bill(tx, bill, by, demand);
    for (const { amountFen, ...line } of lines) tx.append(BillLine, { billId, ...line, amountFen: String(amountFen) });
    const about = { subjectId: billId, kind: 'bill', number: demand.number, region: bill.region };
    const paper = { notice: noticeOfPayment(it, organ, demand) };
    this.documents.request(tx, { ...about, organId: organ.organisationId, by, paper });
    return answerOf(bill);
  }

  private async bill(tx: Tx, bill: Bill, by: EventAuthority, demand: Demand): Promise<void> {
    const { billId, caseId, timing } = bill;
    const { number: billNumber, payCode, amountFen } = demand;
    const lines = demand.lines.map(({ code, name, amountFen: fen, basis }) => ({ code, name, amountFen: fen, basis }));
    const content = { billId, caseId, billNumber, payCode, timing, amountFen, lines };
    const change = { billNumber, payCode, amountFen: String(amountFen), billedBy: by.personId, billedAt: tx.now };
    await billDoor.advance(tx, bill, 'bill', by, content, change);
    await post(tx, `billed:${billId}`, bill, [{ debit: 'receivable', credit: 'revenue', amountFen }]);
    scheduleOrder(tx, bill);
    scheduleAsking(tx, bill);
  }
}

/** Number and pay code are taken from their sequences, which stay locked until the commit. */
async function demandOf(tx: Tx, bill: Bill, organ: OrganisationCopy, lines: LineToBill[]): Promise<Demand> {
  const day = chinaDate(tx.now);
  const year = Number(day.slice(0, 4));
  const serial = await allocateNumber(tx, `bill:${organ.organisationId}:${year}`);
  const number = formatNoticeNumber({ organShort: organ.shortName, kind: 'bill', year, serial });
  const region = bill.region.slice(0, 6);
  const payCode = formatPayCode({ region, year, serial: await allocateNumber(tx, `pay-code:${region}:${year}`) });
  return { number, payCode, amountFen: totalOf(lines), lines, day };
}

import { Injectable } from '@nestjs/common';
import { authorise, type Caller, scopeOf } from '#lib/access';
import type { EventAuthority } from '#lib/contracts';
import { cancelTimer, type Tx } from '#lib/persistence';
import { answerOf, type BillAnswer } from '../bill/bill.dto.js';
import type { Bill } from '../bill/bill.entity.js';
import { billDoor, lockBill, plannedLines } from '../bill/bill.repository.js';
import { askAfterBill, createOrder } from '../bill/bill-timers.js';
import { isDueAnyway } from '../bill/lines-to-bill.js';
import { feesInForce } from '../fee-schedule/fee-schedule.repository.js';
import { findChargedCase } from '../charged-case/charged-case.repository.js';
import { returnPayments, writeOff } from '../payment/return-payments.js';
import { Waiver } from '../waiver/waiver.entity.js';
import { billFirst, lineApplies } from './waive-fee.errors.js';

/** What a waiver needs. */
export interface WaiveFeeInput {
  caller: Caller;
  billId: string;
  version: number;
  reasonClass: 'exempt' | 'not-applicable';
  reason: string;
  basis: string;
}

/**
 * Waives a fee (减免). A billed fee is waived by somebody else than the biller, for a rule that frees the payer; a fee of
 * which no line applies needs no bill and is found not applicable.
 */
@Injectable()
export class WaiveFee {
  /** @throws DomainError `bill.*`, `waiver.*`, `authority.*` */
  async execute(tx: Tx, input: WaiveFeeInput): Promise<BillAnswer> {
    const { caller, billId, version, reasonClass, reason, basis } = input;
    const bill = await lockBill(tx, await scopeOf(tx, caller), billId);
    const apartFrom = bill.billedBy === null ? [] : [bill.billedBy];
    const by = await authorise(tx, caller, { region: bill.region, apartFrom });
    if (billDoor.allows(bill.state, 'waive')) {
      billDoor.requireVersion(bill, version);
      await requireFitting(tx, bill, reasonClass);
    }
    await this.waive(tx, bill, by, reason);
    const { amountFen } = bill;
    await tx.insert(Waiver, { billId, reasonClass, reason, basis, amountFen, waivedBy: by.personId, at: tx.now });
    return answerOf(bill);
  }

  private async waive(tx: Tx, bill: Bill, by: EventAuthority, reason: string): Promise<void> {
    const { billId, caseId, timing, amountFen } = bill;
    if (bill.state === 'billed') await writeOff(tx, bill);
    await billDoor.advance(tx, bill, 'waive', by, { billId, caseId, timing, amountFen: BigInt(amountFen), reason });
    await cancelTimer(tx, createOrder, billId);
    await cancelTimer(tx, askAfterBill, billId);
    await returnPayments(tx, bill, 'other', by);
  }
}

/** Exempt is who would have to pay: so it is billed first, and two persons see it. Not applicable is what has no line left. */
async function requireFitting(tx: Tx, bill: Bill, reasonClass: WaiveFeeInput['reasonClass']): Promise<void> {
  if (reasonClass === 'exempt') {
    if (bill.state === 'unbilled') throw billFirst();
    return;
  }
  if (bill.state === 'billed') return;
  const it = await findChargedCase(tx, bill.caseId);
  const inForce = await feesInForce(tx, it?.itemId ?? '', it?.itemVersion ?? 0);
  const lines = await plannedLines(tx, bill.billId);
  const due = lines.find((line) => isDueAnyway(line, inForce));
  if (due !== undefined) throw lineApplies(due.name);
}

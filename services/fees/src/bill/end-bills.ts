import { Injectable } from '@nestjs/common';
import { systemAuthority } from '#lib/access';
import { type Delivery, hear } from '#lib/messaging';
import { cancelTimer } from '#lib/persistence';
import { returnPayments, writeOff } from '../payment/return-payments.js';
import type { Bill } from './bill.entity.js';
import { askAfterBill, createOrder } from './bill-timers.js';
import { billDoor, findCaseAndBills, lockBillsOfCase } from './bill.repository.js';
import { billHears } from './bill.states.js';

/** What of a case came to its end without effect. */
export interface EndedCase {
  caseId: string;
  /** case-withdrawn | case-lapsed | case-denied */
  reason: string;
  /** Which bills: all, or those that were for the result only. */
  timings: readonly string[];
}

/** Ends the bills of a case that came to nothing: unpaid ones are void, what was paid goes back. */
@Injectable()
export class EndBills {
  /** @param delivery the end of the case as it was heard */
  async execute(delivery: Delivery, { caseId, reason, timings }: EndedCase): Promise<void> {
    const { tx } = delivery;
    const awaited = { awaits: caseId, remedy: 'none' };
    const nothing = async (): Promise<void> => undefined;
    const { isHeard, hasBills } = await findCaseAndBills(tx, caseId);
    if (!isHeard) return hear(delivery, billHears.caseEnded.unheard, { ...awaited, state: 'unheard', apply: nothing });
    // A free case has no bills and never will: they are planned with the case.
    if (!hasBills) return;
    const bills = await lockBillsOfCase(tx, caseId);
    for (const bill of bills.filter(({ timing }) => timings.includes(timing))) {
      const apply = async (): Promise<void> => this.end(delivery, bill, reason);
      await hear(delivery, billHears.caseEnded[bill.state], { ...awaited, state: bill.state, apply });
    }
  }

  private async end({ tx }: Delivery, bill: Bill, reason: string): Promise<void> {
    const { billId, caseId } = bill;
    if (bill.state === 'billed') await writeOff(tx, bill);
    if (billDoor.allows(bill.state, 'void')) {
      await billDoor.advance(tx, bill, 'void', systemAuthority, { billId, caseId, reason });
      await cancelTimer(tx, createOrder, billId);
      await cancelTimer(tx, askAfterBill, billId);
    }
    await returnPayments(tx, bill, 'case-ended', systemAuthority);
  }
}

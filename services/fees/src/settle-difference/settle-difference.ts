import { Injectable } from '@nestjs/common';
import { authorise, type Caller, scopeOf } from '#lib/access';
import type { Tx } from '#lib/persistence';
import { lockBillOfPayCode } from '../bill/bill.repository.js';
import { Payments } from '../payment/payments.js';
import { answerOf, type DifferenceAnswer } from '../reconciliation/difference.dto.js';
import type { Difference } from '../reconciliation/difference.entity.js';
import { differenceDoor, lockDifference } from '../reconciliation/difference.repository.js';

/** What settling a difference needs. */
export interface SettleDifferenceInput {
  caller: Caller;
  differenceId: string;
  reason: string;
  version: number;
}

/** Settles a difference with a reason. Money that only the statement knew of is recorded with it, so that none is lost. */
@Injectable()
export class SettleDifference {
  constructor(private readonly payments: Payments) {}

  /** @throws DomainError `difference.*`, `payment.altered`, `authority.*` */
  async execute(tx: Tx, input: SettleDifferenceInput): Promise<DifferenceAnswer> {
    const { caller, differenceId, reason, version } = input;
    const difference = await lockDifference(tx, await scopeOf(tx, caller), differenceId);
    const by = await authorise(tx, caller, { region: difference.region });
    if (differenceDoor.allows(difference.state, 'settle')) differenceDoor.requireVersion(difference, version);
    const settled = { reason, settledBy: by.personId, settledAt: tx.now };
    await differenceDoor.advance(tx, difference, 'settle', by, null, settled);
    await this.recordUnheard(tx, difference);
    return answerOf(difference);
  }

  private async recordUnheard(tx: Tx, { kind, entryKey, payCode, transactionId, ...there }: Difference): Promise<void> {
    if (kind !== 'missing-here' || !entryKey.startsWith('paid:')) return;
    const bill = await lockBillOfPayCode(tx, payCode);
    if (bill === undefined || there.thereFen === null || there.paidAt === null) return;
    const paid = { transactionId, amountFen: BigInt(there.thereFen), paidAt: there.paidAt };
    await this.payments.record(tx, bill, paid, 'statement');
  }
}

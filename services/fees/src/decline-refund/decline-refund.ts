import { Injectable } from '@nestjs/common';
import type { Caller } from '#lib/access';
import type { Tx } from '#lib/persistence';
import { answerOf, type RefundAnswer } from '../refund/refund.dto.js';
import { refundOwed } from '../refund/refund.errors.js';
import { authoriseSecond, declineRefund, refundDoor } from '../refund/refund.repository.js';

/** What declining needs. */
export interface DeclineRefundInput {
  caller: Caller;
  refundId: string;
  version: number;
  reason: string;
}

/** Declines a refund that a cashier asked for, by whoever may approve it. Money that is owed cannot be kept so. */
@Injectable()
export class DeclineRefund {
  /** @throws DomainError `refund.*`, `authority.*` */
  async execute(tx: Tx, input: DeclineRefundInput): Promise<RefundAnswer> {
    const { refund, by } = await authoriseSecond(tx, input.caller, input.refundId);
    if (refundDoor.allows(refund.state, 'decline')) {
      refundDoor.requireVersion(refund, input.version);
      if (refund.reasonClass !== 'asked') throw refundOwed();
    }
    await declineRefund(tx, refund, by, input.reason);
    return answerOf(refund);
  }
}

import { Injectable } from '@nestjs/common';
import type { Caller } from '#lib/access';
import type { Tx } from '#lib/persistence';
import { answerOf, type RefundAnswer } from '../refund/refund.dto.js';
import { authoriseSecond, refundDoor, schedulePaying } from '../refund/refund.repository.js';

/** Approves a refund: neither the biller nor whoever asked for it may (收退分离). The provider is asked right after it. */
@Injectable()
export class ApproveRefund {
  /** @throws DomainError `refund.*`, `authority.*` */
  async execute(tx: Tx, input: { caller: Caller; refundId: string; version: number }): Promise<RefundAnswer> {
    const { refund, by } = await authoriseSecond(tx, input.caller, input.refundId);
    if (refundDoor.allows(refund.state, 'approve')) refundDoor.requireVersion(refund, input.version);
    await refundDoor.advance(tx, refund, 'approve', by, null, { approvedBy: by.personId });
    schedulePaying(tx, refund, tx.now);
    return answerOf(refund);
  }
}

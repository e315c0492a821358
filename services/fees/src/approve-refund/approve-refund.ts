import { Injectable } from '@nestjs/common';
import { authorise, type Caller, scopeOf } from '#lib/access';
import type { Tx } from '#lib/persistence';
import { getBill } from '../bill/bill.repository.js';
import { answerOf, type RefundAnswer } from '../refund/refund.dto.js';
import { lockRefund, refundDoor, schedulePaying } from '../refund/refund.repository.js';

/** Approves a refund: neither the biller nor whoever asked for it may (收退分离). The provider is asked right after it. */
@Injectable()
export class ApproveRefund {
  /** @throws DomainError `refund.*`, `authority.*` */
  async execute(tx: Tx, input: { caller: Caller; refundId: string; version: number }): Promise<RefundAnswer> {
    const scope = await scopeOf(tx, input.caller);
    const refund = await lockRefund(tx, scope, input.refundId);
    const { billedBy } = await getBill(tx, scope, refund.billId);
    const apartFrom = [refund.requestedBy, ...(billedBy === null ? [] : [billedBy])];
    const by = await authorise(tx, input.caller, { region: refund.region, apartFrom });
    if (refundDoor.allows(refund.state, 'approve')) refundDoor.requireVersion(refund, input.version);
    await refundDoor.advance(tx, refund, 'approve', by, null, { approvedBy: by.personId });
    await schedulePaying(tx, refund, tx.now);
    return answerOf(refund);
  }
}

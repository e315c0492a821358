import { Injectable } from '@nestjs/common';
import { type Caller, maskName, PersonalVault, recordClearView } from '#lib/access';
import { chinaDate } from '#lib/calendar';
import type { EventAuthority } from '#lib/contracts';
import type { Tx } from '#lib/persistence';
import { Documents } from '#lib/seals';
import { type Applicant, isApplicant } from '../applicant/applicant.js';
import { HandOver } from '../consignment/consignment.entity.js';
import type { DispatchOrder } from '../order/order.entity.js';
import { notTheApplicant } from '../order/order.errors.js';
import { orderDoor } from '../order/order.repository.js';
import { receiptOf } from './receipt.js';
import type { ReceiverBody } from './receiver.dto.js';

/** Gives results out at the window: identity compared, signature kept, receipt sealed (出件签收). */
@Injectable()
export class HandOvers {
  constructor(
    private readonly vault: PersonalVault,
    private readonly documents: Documents,
  ) {}

  /** @throws DomainError `receiver.not-the-applicant` */
  async compare(tx: Tx, caller: Caller, order: DispatchOrder, receiver: ReceiverBody): Promise<void> {
    const applicant = this.vault.open<Applicant>(order.sealedApplicant, `applicant:${order.caseId}`);
    recordClearView(tx, caller, `order:${order.orderId}`, '核对领取人身份');
    if (!isApplicant(applicant, receiver.idNumber) && receiver.authorisation === undefined) throw notTheApplicant();
  }

  /** Hands one result over and keeps the proof. @throws DomainError `order.transition-refused` */
  async handOver(tx: Tx, order: DispatchOrder, receiver: ReceiverBody, by: EventAuthority): Promise<void> {
    const { orderId, caseId, outcome } = order;
    const content = { orderId, caseId, mode: 'window', outcome, waybill: '' };
    await orderDoor.advance(tx, order, 'hand-over', by, content, { deliveredAt: tx.now });
    const { receivedBy: name, idNumber, authorisation, signature } = receiver;
    await tx.insert(HandOver, {
      orderId,
      receiver: this.vault.seal({ name, idNumber, authorisation }, `hand-over:${orderId}`),
      signature: this.vault.seal({ png: signature }, `signature:${orderId}`),
      handedOverBy: by.personId,
      at: tx.now,
    });
  }

  /** Asks for the one receipt of what was handed over. @param subjectId the order, or the application of a bundle */
  async giveReceipt(
    tx: Tx,
    subjectId: string,
    orders: readonly [DispatchOrder, ...DispatchOrder[]],
    { receivedBy }: ReceiverBody,
    by: EventAuthority,
  ): Promise<string> {
    const receipt = await receiptOf(tx, orders, { name: maskName(receivedBy), day: chinaDate(tx.now) });
    const [{ region, hallId: organId }] = orders;
    this.documents.request(tx, { subjectId, kind: 'hand-over', region, organId, by, ...receipt });
    return receipt.number;
  }
}

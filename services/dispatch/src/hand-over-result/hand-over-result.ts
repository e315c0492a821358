import { Injectable } from '@nestjs/common';
import { authorise, type Caller, maskName, PersonalVault, recordClearView, scopeOf } from '#lib/access';
import { chinaDate } from '#lib/calendar';
import type { EventAuthority } from '#lib/contracts';
import type { Tx } from '#lib/persistence';
import { Documents } from '#lib/seals';
import { type Applicant, isApplicant } from '../applicant/applicant.js';
import { HandOver } from '../consignment/consignment.entity.js';
import { answerOf, type OrderAnswer } from '../order/order.dto.js';
import type { DispatchOrder } from '../order/order.entity.js';
import { notTheApplicant } from '../order/order.errors.js';
import { getOrder, orderDoor } from '../order/order.repository.js';
import { receiptOf } from './receipt.js';

/** What a hand-over needs. */
export interface HandOverInput {
  caller: Caller;
  orderId: string;
  version: number;
  receivedBy: string;
  idNumber: string;
  authorisation?: string;
  signature: string;
}

/** Gives a result out at the window: identity compared, signature kept, receipt sealed (出件签收). */
@Injectable()
export class HandOverResult {
  constructor(
    private readonly vault: PersonalVault,
    private readonly documents: Documents,
  ) {}

  /** @throws DomainError `order.*`, `receiver.not-the-applicant`, `authority.*` */
  async execute(tx: Tx, input: HandOverInput): Promise<OrderAnswer> {
    const order = await getOrder(tx, await scopeOf(tx, input.caller), input.orderId);
    const by = await authorise(tx, input.caller, { region: order.region });
    await this.compare(tx, order, input);
    if (orderDoor.allows(order.state, 'hand-over')) orderDoor.requireVersion(order, input.version);
    const { orderId, caseId, outcome } = order;
    const content = { orderId, caseId, mode: 'window', outcome, waybill: '' };
    await orderDoor.advance(tx, order, 'hand-over', by, content, { deliveredAt: tx.now });
    await this.keepProof(tx, order, input, by);
    return answerOf(order);
  }

  private async compare(tx: Tx, order: DispatchOrder, input: HandOverInput): Promise<void> {
    const applicant = this.vault.open<Applicant>(order.sealedApplicant, `applicant:${order.caseId}`);
    await recordClearView(tx, input.caller, `order:${order.orderId}`, '核对领取人身份');
    if (!isApplicant(applicant, input.idNumber) && input.authorisation === undefined) throw notTheApplicant();
  }

  private async keepProof(tx: Tx, order: DispatchOrder, input: HandOverInput, by: EventAuthority): Promise<void> {
    const { receivedBy: name, idNumber, authorisation, signature } = input;
    await tx.insert(HandOver, {
      orderId: order.orderId,
      receiver: this.vault.seal({ name, idNumber, authorisation }, `hand-over:${order.orderId}`),
      signature: this.vault.seal({ png: signature }, `signature:${order.orderId}`),
      handedOverBy: by.personId,
      at: tx.now,
    });
    const receipt = await receiptOf(tx, order, { name: maskName(name), day: chinaDate(tx.now) });
    const { region, hallId: organId, orderId: subjectId } = order;
    await this.documents.request(tx, { subjectId, kind: 'hand-over', region, organId, by, ...receipt });
  }
}

import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { EventAuthority } from '#lib/contracts';
import { isDuplicateKey, type Tx } from '#lib/persistence';
import { Consignment, CourierCallback } from '../consignment/consignment.entity.js';
import type { DispatchOrder } from '../order/order.entity.js';
import { everywhere, getOrder, orderDoor } from '../order/order.repository.js';
import { callbackAltered, consignmentUnknown } from './callback.errors.js';
import type { CourierCallbackRequest } from './take-courier-callback.dto.js';

const courier: EventAuthority = { personId: 'courier' };

/** Takes what the courier tells, once for each callback id, in whatever order it comes. */
@Injectable()
export class TakeCourierCallback {
  /** @throws DomainError `callback.altered`, `consignment.unknown` */
  async execute(tx: Tx, callback: CourierCallbackRequest): Promise<void> {
    const { consignmentId } = callback;
    const consignment = await tx.findOne(Consignment, { where: { consignmentId } });
    if (consignment === undefined) throw consignmentUnknown();
    if (!(await this.firstTime(tx, callback))) return;
    const order = await getOrder(tx, everywhere, consignment.orderId);
    await this.noteProgress(tx, consignment, callback.status);
    if (callback.status === 'delivered') await this.deliver(tx, order, callback);
    if (callback.status === 'failed') await this.fail(tx, order, callback);
  }

  private async firstTime(tx: Tx, callback: CourierCallbackRequest): Promise<boolean> {
    const { callbackId, consignmentId, status } = callback;
    const fingerprint = fingerprintOf(callback);
    try {
      await tx.insert(CourierCallback, { callbackId, consignmentId, status, fingerprint, receivedAt: tx.now });
      return true;
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
      const earlier = await tx.findOne(CourierCallback, { where: { callbackId } });
      if (earlier?.fingerprint !== fingerprint) throw callbackAltered();
      return false;
    }
  }

  /** A parcel that is delivered stays delivered, also when an older message comes later. */
  private async noteProgress(tx: Tx, consignment: Consignment, status: Consignment['state']): Promise<void> {
    if (consignment.state === 'delivered' || (consignment.state === 'failed' && status === 'picked-up')) return;
    await tx.update(Consignment, { consignmentId: consignment.consignmentId }, { state: status, changedAt: tx.now });
  }

  private async deliver(tx: Tx, order: DispatchOrder, { waybill }: CourierCallbackRequest): Promise<void> {
    if (order.state === 'delivered') return;
    const { orderId, caseId, outcome } = order;
    const content = { orderId, caseId, mode: 'courier', outcome, waybill };
    await orderDoor.advance(tx, order, 'deliver', courier, content, { deliveredAt: tx.now });
  }

  private async fail(tx: Tx, order: DispatchOrder, { signedBy = '' }: CourierCallbackRequest): Promise<void> {
    if (order.state !== 'sent') return;
    const { orderId, caseId } = order;
    await orderDoor.advance(tx, order, 'fail', courier, { orderId, caseId, mode: 'courier', reason: signedBy });
  }
}

/** All a callback says, so that the same id with other content is seen. */
function fingerprintOf({ consignmentId, waybill, status, at, signedBy = '' }: CourierCallbackRequest): string {
  return createHash('sha256').update([consignmentId, waybill, status, at, signedBy].join('\n')).digest('hex');
}

import { Injectable } from '@nestjs/common';
import { PersonalVault } from '#lib/access';
import { type DueTimer, type TimerAct, type Tx, Work } from '#lib/persistence';
import type { DeliveryAddress } from '../applicant/applicant.js';
import { Consignment } from '../consignment/consignment.entity.js';
import { callCourier, findConsignment } from '../consignment/consignment.repository.js';
import { Courier } from '../courier/courier.js';
import { everywhere, getOrder } from '../order/order.repository.js';

/** Asks the courier to fetch a parcel; a courier that is down is asked again. */
@Injectable()
export class CallCourierTimer implements TimerAct {
  readonly kind = callCourier;

  constructor(
    private readonly work: Work,
    private readonly vault: PersonalVault,
    private readonly courier: Courier,
  ) {}

  async prepare({ subjectId }: DueTimer): Promise<string> {
    const { caseId, sealedAddress } = await this.work.run(async (tx) => {
      const consignment = await findConsignment(tx, subjectId);
      return getOrder(tx, everywhere, consignment?.orderId ?? '');
    });
    return this.courier.take(subjectId, this.vault.open<DeliveryAddress>(sealedAddress, `delivery:${caseId}`));
  }

  async fire(tx: Tx, timer: DueTimer, waybill: string): Promise<void> {
    const consignmentId = timer.subjectId;
    // The courier's first callback may have been quicker: then only the waybill is still to be noted.
    await tx.update(Consignment, { consignmentId, state: 'requested' }, { state: 'accepted', changedAt: tx.now });
    await tx.update(Consignment, { consignmentId }, { waybill });
  }
}

import { Inject, Injectable } from '@nestjs/common';
import { PersonalVault } from '#lib/access';
import { type DueTimer, type TimerAct, type Tx, Work } from '#lib/persistence';
import { Clock } from '#lib/service-kit';
import type { DeliveryAddress } from '../applicant/applicant.js';
import { Consignment } from '../consignment/consignment.entity.js';
import { DispatchConfig } from '../dispatch.config.js';
import { DispatchOrder } from '../order/order.entity.js';
import { signedHeaders } from '../signed-body/signed-body.js';

/** Name of the timer act that hands a consignment to the courier. */
export const callCourier = 'call-courier';

/** Asks the courier to fetch a parcel. The consignment id makes a second asking harmless; a courier that is down is asked again. */
@Injectable()
export class CallCourierTimer implements TimerAct {
  readonly kind = callCourier;

  constructor(
    @Inject(DispatchConfig) private readonly config: DispatchConfig,
    private readonly work: Work,
    private readonly clock: Clock,
    private readonly vault: PersonalVault,
  ) {}

  async prepare(timer: DueTimer): Promise<string> {
    const { consignmentId, order } = await this.read(timer.subjectId);
    const address = this.vault.open<DeliveryAddress>(order.sealedAddress, `delivery:${order.caseId}`);
    const content = JSON.stringify(address);
    const signed = signedHeaders(this.config.COURIER_SECRET, content, this.clock.real());
    const answer = await fetch(`${this.config.COURIER_URL}/consignments/${consignmentId}`, {
      method: 'PUT',
      headers: { 'content-type': 'application/json', ...signed },
      body: content,
      signal: AbortSignal.timeout(10_000),
    });
    const body = (await answer.json()) as { waybill?: unknown };
    if (!answer.ok || typeof body.waybill !== 'string') throw new Error(`the courier answered ${answer.status}`);
    return body.waybill;
  }

  async fire(tx: Tx, timer: DueTimer, waybill: string): Promise<void> {
    const consignmentId = timer.subjectId;
    // The courier's first callback may have been quicker: then only the waybill is still to be noted.
    await tx.update(Consignment, { consignmentId, state: 'requested' }, { state: 'accepted', changedAt: tx.now });
    await tx.update(Consignment, { consignmentId }, { waybill: waybill.slice(0, 40) });
  }

  private async read(consignmentId: string): Promise<{ consignmentId: string; order: DispatchOrder }> {
    return this.work.run(async (tx) => {
      const consignment = await tx.findOne(Consignment, { where: { consignmentId } });
      const order =
        consignment === undefined
          ? undefined
          : await tx.findOne(DispatchOrder, { where: { orderId: consignment.orderId } });
      if (order === undefined) throw new Error(`consignment ${consignmentId} has no order`);
      return { consignmentId, order };
    });
  }
}

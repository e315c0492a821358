import { Injectable } from '@nestjs/common';
import { systemAuthority } from '#lib/access';
import { type Delivery, hear } from '#lib/messaging';
import { hasEnded } from '../ended-case/ended-case.repository.js';
import { everywhere, findOrderOfCase } from '../order/order.repository.js';
import { orderHears } from '../order/order.states.js';
import { releaseWhenFree } from '../order/release-order.js';
import { type HoldKey, releaseHold } from './hold.repository.js';

/** Ends a hold because of a heard fact; the last one releases the result. */
@Injectable()
export class EndHold {
  /**
   * @param delivery the fact
   * @param caseId whose result
   * @param hold which hold ends
   */
  async execute(delivery: Delivery, caseId: string, hold: HoldKey): Promise<void> {
    const { tx, envelope } = delivery;
    const order = await findOrderOfCase(tx, everywhere, caseId);
    // Without a decision there is no order to wait for.
    if (order === undefined && (await hasEnded(tx, caseId))) return;
    const state = order?.state ?? 'unheard';
    await hear(delivery, orderHears.holdEnded[state], {
      awaits: caseId,
      state,
      remedy: 'none',
      apply: async () => {
        if (order === undefined) return;
        await releaseHold(tx, order.orderId, hold, envelope.eventId);
        await releaseWhenFree(tx, order, systemAuthority);
      },
    });
  }
}

import { Injectable } from '@nestjs/common';
import { systemAuthority } from '#lib/access';
import type { DecisionRevoked } from '#lib/contracts';
import { type Delivery, hear } from '#lib/messaging';
import { callOffCourier } from '../consignment/consignment.repository.js';
import { everywhere, findOrderOfCase, orderDoor } from '../order/order.repository.js';
import { orderHears } from '../order/order.states.js';

/** Keeps back what was not delivered yet; what was, must be asked back by the department. */
@Injectable()
export class RecallOrder {
  /** @param delivery the revocation as it was heard */
  async execute(delivery: Delivery<DecisionRevoked>): Promise<void> {
    const { tx, event } = delivery;
    const order = await findOrderOfCase(tx, everywhere, event.caseId);
    const state = order?.state ?? 'unheard';
    await hear(delivery, orderHears.decisionRevoked[state], {
      awaits: event.caseId,
      state,
      remedy: 'the result was delivered: the department asks it back',
      apply: async () => {
        if (order === undefined) return;
        await orderDoor.advance(tx, order, 'recall', systemAuthority, null);
        await callOffCourier(tx, order.orderId);
      },
    });
  }
}

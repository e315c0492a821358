import { Injectable } from '@nestjs/common';
import { systemAuthority } from '#lib/access';
import type { CaseDecided } from '#lib/contracts';
import { type Delivery, hear } from '#lib/messaging';
import { newId } from '#lib/service-kit';
import { placeHolds } from '../hold/hold.repository.js';
import { everywhere, findOrderOfCase, orderDoor } from '../order/order.repository.js';
import { orderHears } from '../order/order.states.js';
import { releaseWhenFree } from '../order/release-order.js';

/** Opens an order with the plan's holds; a denial has none: its letter goes out at once. */
@Injectable()
export class OpenOrder {
  /** @param delivery the decision as it was heard */
  async execute(delivery: Delivery<CaseDecided>): Promise<void> {
    const { tx, event } = delivery;
    const order = await findOrderOfCase(tx, everywhere, event.caseId);
    const state = order?.state ?? 'unheard';
    await hear(delivery, orderHears.caseDecided[state], {
      awaits: event.caseId,
      state,
      remedy: 'none',
      apply: async () => this.open(delivery),
    });
  }

  private async open({ tx, event, envelope }: Delivery<CaseDecided>): Promise<void> {
    const due = event.deliveryClock?.dueAt ?? '';
    const order = await orderDoor.enter(
      tx,
      {
        orderId: newId(),
        caseId: event.caseId,
        applicationId: event.applicationId,
        caseNumber: event.caseNumber,
        itemName: event.plan?.itemName ?? '',
        region: envelope.region,
        hallId: event.hallId,
        departmentId: event.plan?.departmentId ?? '',
        outcome: event.outcome,
        mode: event.delivery?.mode ?? 'window',
        sealedApplicant: event.sealedApplicant,
        sealedAddress: event.delivery?.sealedAddress ?? '',
        applicantIndex: event.applicantIndex,
        dueAt: due === '' ? null : new Date(due),
        openedAt: tx.now,
        deliveredAt: null,
      },
      'open',
      systemAuthority,
      null,
    );
    // Events about the case wait for the case, not for the order.
    tx.touch(event.caseId);
    const holds = event.outcome === 'approved' ? (event.plan?.holds ?? []) : [];
    await placeHolds(tx, order.orderId, holds);
    await releaseWhenFree(tx, order, systemAuthority);
  }
}

import { Injectable } from '@nestjs/common';
import { authorise, type Caller, scopeOf } from '#lib/access';
import type { Tx } from '#lib/persistence';
import { requestConsignment } from '../consignment/consignment.repository.js';
import { answerOf, type OrderAnswer } from '../order/order.dto.js';
import { addressMissing } from '../order/order.errors.js';
import { getOrder, orderDoor } from '../order/order.repository.js';

/** Gives a result to the courier; the courier is called right after the commit and until it answers. */
@Injectable()
export class SendResult {
  /** @throws DomainError `order.*`, `authority.*` */
  async execute(tx: Tx, input: { caller: Caller; orderId: string; version: number }): Promise<OrderAnswer> {
    const order = await getOrder(tx, await scopeOf(tx, input.caller), input.orderId);
    const by = await authorise(tx, input.caller, { region: order.region });
    if (order.sealedAddress === '') throw addressMissing();
    if (orderDoor.allows(order.state, 'send')) orderDoor.requireVersion(order, input.version);
    await orderDoor.advance(tx, order, 'send', by, null);
    await requestConsignment(tx, order);
    return answerOf(order);
  }
}

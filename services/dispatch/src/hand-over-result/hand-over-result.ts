import { Injectable } from '@nestjs/common';
import { authorise, type Caller, scopeOf } from '#lib/access';
import type { Tx } from '#lib/persistence';
import { HandOvers } from '../hand-over/hand-overs.js';
import { answerOf, type OrderAnswer } from '../order/order.dto.js';
import { getOrder, orderDoor } from '../order/order.repository.js';
import type { HandOverResultRequest } from './hand-over-result.dto.js';

/** What a hand-over needs. */
export interface HandOverInput extends HandOverResultRequest {
  caller: Caller;
  orderId: string;
  version: number;
}

/** Gives one result out at the window (出件签收). */
@Injectable()
export class HandOverResult {
  constructor(private readonly handOvers: HandOvers) {}

  /** @throws DomainError `order.*`, `receiver.not-the-applicant`, `authority.*` */
  async execute(tx: Tx, input: HandOverInput): Promise<OrderAnswer> {
    const order = await getOrder(tx, await scopeOf(tx, input.caller), input.orderId);
    const by = await authorise(tx, input.caller, { region: order.region });
    await this.handOvers.compare(tx, input.caller, order, input);
    if (orderDoor.allows(order.state, 'hand-over')) orderDoor.requireVersion(order, input.version);
    await this.handOvers.handOver(tx, order, input, by);
    await this.handOvers.giveReceipt(tx, order.orderId, [order], input, by);
    return answerOf(order);
  }
}

import { Injectable } from '@nestjs/common';
import { authorise, type Caller, scopeOf } from '#lib/access';
import type { Tx } from '#lib/persistence';
import { HandOvers } from '../hand-over/hand-overs.js';
import { answerOf } from '../order/order.dto.js';
import type { DispatchOrder } from '../order/order.entity.js';
import { applicationNotFound, nothingReleased, resultsHeld } from '../order/order.errors.js';
import { holdOrdersOfApplication, orderDoor } from '../order/order.repository.js';
import type { HandedOverAnswer, HandOverApplicationRequest } from './hand-over-application.dto.js';

/** Gives every released result of a bundle out in one act: one signature, one receipt (一窗出件). */
@Injectable()
export class HandOverApplication {
  constructor(private readonly handOvers: HandOvers) {}

  /**
   * @param tx the open transaction
   * @param input who hands which application's results over to whom
   * @throws DomainError `application.not-found`, `application.results-held`, `application.nothing-released`,
   *   `receiver.not-the-applicant`, `authority.*`
   */
  async execute(
    tx: Tx,
    input: { caller: Caller; applicationId: string; receiver: HandOverApplicationRequest },
  ): Promise<HandedOverAnswer> {
    const { caller, applicationId, receiver } = input;
    const orders = await holdOrdersOfApplication(tx, await scopeOf(tx, caller), applicationId);
    const [any] = orders;
    if (any === undefined) throw applicationNotFound();
    const by = await authorise(tx, caller, { region: any.region });
    const held = orders.filter(({ state }) => state === 'held');
    if (held.length > 0) throw resultsHeld(held.map(({ itemName }) => itemName));
    const [first, ...more] = orders.filter(({ state }) => orderDoor.allows(state, 'hand-over'));
    if (first === undefined) throw nothingReleased(orders.map(({ state }) => state));
    const ready: readonly [DispatchOrder, ...DispatchOrder[]] = [first, ...more];
    for (const order of ready) {
      await this.handOvers.compare(tx, caller, order, receiver);
      await this.handOvers.handOver(tx, order, receiver, by);
    }
    const receiptNumber = await this.handOvers.giveReceipt(tx, applicationId, ready, receiver, by);
    return { applicationId, receiptNumber, orders: ready.map(answerOf) };
  }
}

import { Injectable } from '@nestjs/common';
import { authorise, type Caller, scopeOf } from '#lib/access';
import type { Tx } from '#lib/persistence';
import { type ActOrderAnswer, answerOf } from '../act-order/act-order.dto.js';
import { actOrderDoor, getActOrder } from '../act-order/act-order.repository.js';
import { lockCase } from '../watched-case/watched-case.repository.js';

/** The department says what it did; a late answer is taken too. */
@Injectable()
export class AnswerActOrder {
  /** @throws DomainError `act-order.*`, `authority.*` */
  async execute(
    tx: Tx,
    input: { caller: Caller; actOrderId: string; version: number; answer: string },
  ): Promise<ActOrderAnswer> {
    const { caller, answer } = input;
    const scope = await scopeOf(tx, caller);
    // The order may be taken back with its card at this moment, under the lock of the case.
    await lockCase(tx, (await getActOrder(tx, scope, input.actOrderId)).caseId);
    const it = await getActOrder(tx, scope, input.actOrderId);
    const by = await authorise(tx, caller, { region: it.region, departmentId: it.departmentId });
    if (actOrderDoor.allows(it.state, 'answer')) actOrderDoor.requireVersion(it, input.version);
    await actOrderDoor.advance(tx, it, 'answer', by, null, { answer, answeredBy: by.personId, answeredAt: tx.now });
    return answerOf(it);
  }
}

import { Injectable } from '@nestjs/common';
import { authorise, type Caller, scopeOf } from '#lib/access';
import { addLimit } from '#lib/calendar';
import { calendarUnknown, knownCalendars } from '#lib/calendar-copies';
import type { Tx } from '#lib/persistence';
import { newId } from '#lib/service-kit';
import { type ActOrderAnswer, answerOf } from '../act-order/act-order.dto.js';
import { actOrderDoor } from '../act-order/act-order.repository.js';
import { cardNotStanding } from '../card/card.errors.js';
import { cardDoor, getCard, stands } from '../card/card.repository.js';
import { lockCase } from '../watched-case/watched-case.repository.js';

/** Who orders what on which card. */
export interface UrgeInput {
  caller: Caller;
  cardId: string;
  version: number;
  demand: string;
  answerWorkingDays: number;
}

/** Orders the department of a card to act and to answer within working days (督办). */
@Injectable()
export class UrgeDepartment {
  /** @throws DomainError `card.*`, `calendar.unknown`, `authority.*` */
  async execute(tx: Tx, input: UrgeInput): Promise<ActOrderAnswer> {
    const { caller, cardId, demand } = input;
    const scope = await scopeOf(tx, caller);
    // A card that is being withdrawn meanwhile must not be ordered upon: both look under the lock of the case.
    await lockCase(tx, (await getCard(tx, scope, cardId)).caseId);
    const card = await getCard(tx, scope, cardId);
    const { caseId, region, departmentId } = card;
    const by = await authorise(tx, caller, { region, departmentId });
    if (!stands(card)) throw cardNotStanding(card.state);
    cardDoor.requireVersion(card, input.version);
    const calendar = (await knownCalendars(tx)).at(tx.now)?.table;
    if (calendar === undefined) throw calendarUnknown();
    const limit = { days: input.answerWorkingDays, unit: 'working-day' } as const;
    const { dueAt: answerDueAt } = addLimit(calendar, tx.now, limit, 'end-of-day');
    const actOrderId = newId();
    const blank = { answer: null, answeredBy: null, answeredAt: null };
    const about = { actOrderId, cardId, caseId, region, departmentId, demand };
    const row = { ...about, orderedBy: by.personId, orderedAt: tx.now, answerDueAt, ...blank };
    const content = { actOrderId, cardId, caseId, departmentId, answerDueAt: answerDueAt.toISOString() };
    return answerOf(await actOrderDoor.enter(tx, row, 'urge', by, content));
  }
}

import type { ActOrder } from './act-order.entity.js';

/** An order to act as an act leaves it. */
export interface ActOrderAnswer {
  actOrderId: string;
  cardId: string;
  caseId: string;
  state: string;
  version: number;
  answerDueAt: string;
}

/** An order to act as an act leaves it. */
export const answerOf = ({ actOrderId, cardId, caseId, state, version, answerDueAt }: ActOrder): ActOrderAnswer => ({
  actOrderId,
  cardId,
  caseId,
  state,
  version,
  answerDueAt: answerDueAt.toISOString(),
});

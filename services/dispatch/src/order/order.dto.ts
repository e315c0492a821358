import type { DispatchOrder } from './order.entity.js';

/** What every act on an order answers. */
export interface OrderAnswer {
  orderId: string;
  caseId: string;
  state: string;
  version: number;
}

/** An order as an act leaves it. */
export const answerOf = ({ orderId, caseId, state, version }: DispatchOrder): OrderAnswer => ({
  orderId,
  caseId,
  state,
  version,
});

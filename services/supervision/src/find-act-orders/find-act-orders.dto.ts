import { IsIn, IsOptional } from 'class-validator';
import { PageQuery } from '#lib/service-kit';
import type { ActOrder } from '../act-order/act-order.entity.js';

/** Which orders to list; `ordered` are those still open. */
export class ListActOrdersQuery extends PageQuery {
  @IsOptional() @IsIn(['ordered', 'answered', 'withdrawn']) state?: string;
}

/** A line of the list of orders to act. */
export interface ActOrderLine {
  actOrderId: string;
  cardId: string;
  caseId: string;
  departmentId: string;
  state: string;
  version: number;
  demand: string;
  orderedBy: string;
  orderedAt: Date;
  answerDueAt: Date;
  /** Open, and past the date for the answer. */
  overdue: boolean;
  answer: string | null;
  answeredBy: string | null;
  answeredAt: Date | null;
}

/** An order as a line. */
export function lineOf({ region: _region, ...order }: ActOrder, now: Date): ActOrderLine {
  return { ...order, overdue: order.state === 'ordered' && order.answerDueAt < now };
}

import { ReceiverBody } from '../hand-over/receiver.dto.js';
import type { OrderAnswer } from '../order/order.dto.js';

/** Who fetched all results of a bundle. */
export class HandOverApplicationRequest extends ReceiverBody {}

/** What was handed over in one act. */
export interface HandedOverAnswer {
  applicationId: string;
  /** Of the one receipt. */
  receiptNumber: string;
  orders: OrderAnswer[];
}

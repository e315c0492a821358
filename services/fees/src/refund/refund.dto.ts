import type { Refund } from './refund.entity.js';

/** A refund. Money is in fen, as a decimal string. */
export interface RefundAnswer {
  refundId: string;
  billId: string;
  caseId: string;
  transactionId: string;
  state: string;
  version: number;
  amountFen: string;
  reasonClass: string;
  reason: string;
}

/** A refund as an act leaves it. */
export const answerOf = (refund: Refund): RefundAnswer => {
  const { refundId, billId, caseId, transactionId, state, version, amountFen, reasonClass, reason } = refund;
  return { refundId, billId, caseId, transactionId, state, version, amountFen, reasonClass, reason };
};

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
  /** Why it was declined, if it was. */
  declineReason: string | null;
}

/** A refund as an act leaves it. */
export const answerOf = (refund: Refund): RefundAnswer => {
  const { refundId, billId, caseId, transactionId, state, version, amountFen } = refund;
  const { reasonClass, reason, declineReason } = refund;
  return { refundId, billId, caseId, transactionId, state, version, amountFen, reasonClass, reason, declineReason };
};

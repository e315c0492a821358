import type { Bill } from './bill.entity.js';

/** What every act on a bill answers. Money is in fen, as a decimal string: JSON numbers are not exact. */
export interface BillAnswer {
  billId: string;
  caseId: string;
  state: string;
  version: number;
  billNumber: string | null;
  payCode: string | null;
  amountFen: string;
}

/** A bill as an act leaves it. */
export const answerOf = ({ billId, caseId, state, version, billNumber, payCode, amountFen }: Bill): BillAnswer => ({
  billId,
  caseId,
  state,
  version,
  billNumber,
  payCode,
  amountFen,
});

import { IsIn, IsOptional, IsString, MaxLength } from 'class-validator';
import { PageQuery } from '#lib/service-kit';
import type { BillAnswer } from '../bill/bill.dto.js';
import type { RefundAnswer } from '../refund/refund.dto.js';

/** Which bills to list. */
export class ListBillsQuery extends PageQuery {
  @IsOptional() @IsIn(['unbilled', 'billed', 'settled', 'waived', 'void']) state?: string;
  @IsOptional() @IsString() @MaxLength(40) caseId?: string;
}

/** A line of a list of bills. */
export interface BillLineView extends BillAnswer {
  timing: string;
}

/** A bill with its lines, its money and its papers. */
export interface BillView extends BillLineView {
  caseNumber: string;
  itemName: string;
  planned: { code: string; name: string; unitFen: string; basis: string; condition: string }[];
  billed: { code: string; name: string; quantity: number; amountFen: string; basis: string }[];
  payments: { transactionId: string; amountFen: string; creditedFen: string; paidAt: string }[];
  refunds: RefundAnswer[];
  receipt: { code: string; number: string; checkCode: string } | null;
  documents: { documentId: string; kind: string; number: string; state: string }[];
}

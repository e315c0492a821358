import { IsIn, IsOptional, IsString, MaxLength } from 'class-validator';
import { PageQuery } from '#lib/service-kit';

/** Which orders to list. */
export class ListOrdersQuery extends PageQuery {
  @IsOptional() @IsIn(['held', 'released', 'sent', 'delivered', 'failed', 'recalled']) state?: string;
  @IsOptional() @IsString() @MaxLength(40) caseId?: string;
  @IsOptional() @IsString() @MaxLength(40) applicationId?: string;
}

/** A line of the issue desk's list. */
export interface OrderLine {
  orderId: string;
  caseId: string;
  applicationId: string;
  caseNumber: string;
  itemName: string;
  state: string;
  outcome: string;
  mode: string;
  version: number;
  dueAt: string | null;
}

/** An order with what holds it and how it went. */
export interface OrderView extends OrderLine {
  holds: { kind: string; ref: string }[];
  applicant: { name: string; idNumber: string; phone: string };
  consignments: { consignmentId: string; state: string; waybill: string }[];
  documents: { documentId: string; kind: string; number: string; state: string }[];
}

import { IsIn, IsNotEmpty, IsOptional, IsString, MaxLength } from 'class-validator';

/** The decision on a case. A denial must give reason, legal basis and remedy. */
export class DecideCaseRequest {
  @IsIn(['approved', 'denied']) outcome: 'approved' | 'denied';
  @IsOptional() @IsString() @IsNotEmpty() @MaxLength(2000) reason?: string;
  /** Without it an approval rests on the legal basis of the plan. */
  @IsOptional() @IsString() @IsNotEmpty() @MaxLength(2000) legalBasis?: string;
  /** 行政复议 and 行政诉讼: where and until when. */
  @IsOptional() @IsString() @IsNotEmpty() @MaxLength(1000) remedy?: string;
}

/** The case after the decision. */
export interface DecidedAnswer {
  caseId: string;
  state: string;
  version: number;
  decisionId: string;
  outcome: string;
  letterNumber: string;
  /** RFC 3339: the result is delivered by then (行政许可法 44). */
  deliveryDueAt: string;
}

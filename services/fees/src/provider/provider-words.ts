import { IsIn, IsISO8601, IsOptional, IsRFC3339, Matches } from 'class-validator';

const idShape = /^[\w-]{1,40}$/;

/** Money the provider tells of, in a callback or on a statement. */
export abstract class ProviderWords {
  @Matches(/^\d{20}$/) payCode: string;
  /** The provider's number of the payment, or of the payment that went back. */
  @Matches(idShape) transactionId: string;
  /** Fen, as a decimal string. */
  @Matches(/^[1-9]\d{0,14}$/) amountFen: string;
  /** With its offset: a time without one would be of another day, depending on where it is read. */
  @IsRFC3339() @IsISO8601({ strict: true }) at: string;
  /** Ours, when money went back. */
  @IsOptional() @Matches(idShape) refundId?: string;
}

/** A line of a statement. */
export class StatementLine extends ProviderWords {
  @IsIn(['paid', 'refunded']) kind: 'paid' | 'refunded';
}

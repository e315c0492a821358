import { IsIn, IsISO8601, IsOptional, Matches } from 'class-validator';

const idShape = /^[\w-]{1,40}$/;

/** What the payment provider tells. */
export class PaymentCallbackRequest {
  @Matches(idShape) callbackId: string;
  @IsIn(['paid', 'failed', 'refunded']) kind: 'paid' | 'failed' | 'refunded';
  @Matches(/^\d{20}$/) payCode: string;
  /** The provider's number of the payment, or of the payment that went back. */
  @Matches(idShape) transactionId: string;
  /** Fen, as a decimal string. */
  @Matches(/^[1-9]\d{0,14}$/) amountFen: string;
  @IsISO8601() at: string;
  /** Ours, when money went back. */
  @IsOptional() @Matches(idShape) refundId?: string;
}

import { IsString, Length, Matches } from 'class-validator';

/** Which money goes back, and why. */
export class RequestRefundRequest {
  @Matches(/^[\w-]{1,40}$/) transactionId: string;
  /** Fen, as a decimal string. */
  @Matches(/^[1-9]\d{0,14}$/, { message: 'amountFen must be fen as a decimal string' }) amountFen: string;
  @IsString() @Length(2, 200) reason: string;
}

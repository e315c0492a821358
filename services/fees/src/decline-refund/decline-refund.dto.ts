import { IsString, Length } from 'class-validator';

/** Why a refund is not paid. */
export class DeclineRefundRequest {
  @IsString() @Length(2, 200) reason: string;
}

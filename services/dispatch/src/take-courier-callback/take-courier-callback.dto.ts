import { IsIn, IsISO8601, IsOptional, IsString, Length, Matches } from 'class-validator';

/** What the courier tells. */
export class CourierCallbackRequest {
  @IsString() @Length(1, 40) callbackId: string;
  @IsString()
  @Matches(/^[0-9A-HJKMNP-TV-Z]{26}$/, { message: 'consignmentId must be one we gave' })
  consignmentId: string;
  @IsString() @Length(1, 40) waybill: string;
  @IsIn(['picked-up', 'delivered', 'failed']) status: 'picked-up' | 'delivered' | 'failed';
  @IsISO8601() at: string;
  /** Who signed, or why it failed. */
  @IsOptional() @IsString() @Length(0, 60) signedBy?: string;
}

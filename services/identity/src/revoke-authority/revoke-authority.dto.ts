import { IsDateString, IsOptional, IsString, Length } from 'class-validator';

/** Why a letter ends before its time, and from when. */
export class RevokeAuthorityRequest {
  @IsString() @Length(2, 500) reason: string;
  /** Now, unless told; may lie back: acts after it are flagged for review. */
  @IsOptional() @IsDateString() effectiveAt?: string;
}

import { IsInt, IsOptional, IsString, Length, Max, Min } from 'class-validator';

/** What the rater said of the answer. */
export class CallBackRaterRequest {
  @IsString() @Length(2, 1000) note: string;
  /** A new rating, if the rater gave one; it stands beside the first and changes no rate. */
  @IsOptional() @IsInt() @Min(1) @Max(5) newLevel?: number;
}

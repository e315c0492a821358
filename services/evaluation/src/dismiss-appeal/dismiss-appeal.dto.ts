import { IsString, Length } from 'class-validator';

/** Why it was judged so. */
export class DismissAppealRequest {
  @IsString() @Length(2, 1000) reason: string;
}

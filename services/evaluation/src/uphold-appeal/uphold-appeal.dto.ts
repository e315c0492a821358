import { IsString, Length } from 'class-validator';

/** Why it was judged so. */
export class UpholdAppealRequest {
  @IsString() @Length(2, 1000) reason: string;
}

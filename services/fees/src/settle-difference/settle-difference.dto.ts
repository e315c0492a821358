import { IsString, Length } from 'class-validator';

/** Why it differs and what was done. */
export class SettleDifferenceRequest {
  @IsString() @Length(4, 200) reason: string;
}

import { IsString, Length } from 'class-validator';

/** Why the applicant takes the application back. */
export class WithdrawCaseRequest {
  @IsString() @Length(1, 500) reason: string;
}

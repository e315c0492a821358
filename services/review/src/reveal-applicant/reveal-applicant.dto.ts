import { IsNotEmpty, IsString, MaxLength } from 'class-validator';

/** Why the applicant must be seen in the clear; kept in the audit. */
export class RevealApplicantRequest {
  @IsString() @IsNotEmpty() @MaxLength(200) purpose: string;
}

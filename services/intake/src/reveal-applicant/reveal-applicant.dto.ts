import { IsString, Length } from 'class-validator';

/** Why somebody needs to see the personal data. */
export class RevealApplicantRequest {
  @IsString() @Length(2, 200) purpose: string;
}

/** The applicant in the clear; never stored, never logged. */
export interface RevealedAnswer {
  caseId: string;
  applicant: object;
  delivery: object;
}

import { IsString, Length } from 'class-validator';

/** Why somebody needs to see the answers. */
export class RevealFormRequest {
  @IsString() @Length(2, 200) purpose: string;
}

/** The answers in a bundle's one form, in the clear; never stored, never logged. */
export interface RevealedFormAnswer {
  applicationId: string;
  form: object;
}

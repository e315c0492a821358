import { IsString, Length } from 'class-validator';

/** How the rater was reached and what was said. */
export class ContactRaterRequest {
  @IsString() @Length(2, 1000) note: string;
}

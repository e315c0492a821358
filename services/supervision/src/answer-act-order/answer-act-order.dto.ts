import { IsString, Length } from 'class-validator';

/** What the department did. */
export class AnswerActOrderRequest {
  @IsString() @Length(4, 1000) answer: string;
}

import { IsIn, IsString, Length } from 'class-validator';

/** What the department found, and what it did about it. */
export class AnswerRectificationRequest {
  @IsIn(['rectified', 'not-upheld']) finding: 'rectified' | 'not-upheld';
  @IsString() @Length(2, 1000) words: string;
}

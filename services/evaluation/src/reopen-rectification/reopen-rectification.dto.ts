import { IsString, Length } from 'class-validator';

/** Why the answer is not enough. */
export class ReopenRectificationRequest {
  @IsString() @Length(2, 1000) reason: string;
}

import { IsIn, IsString, Length } from 'class-validator';

/** Why the rating should not count. */
export class AppealRatingRequest {
  @IsIn(['malicious', 'mistaken']) ground: 'malicious' | 'mistaken';
  @IsString() @Length(2, 1000) words: string;
}

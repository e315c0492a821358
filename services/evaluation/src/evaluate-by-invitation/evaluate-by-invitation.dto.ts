import { IsString, Length } from 'class-validator';
import { RatingRequest } from '../evaluation/rating.dto.js';

/** A rating with the token of its invitation. */
export class EvaluateByInvitationRequest extends RatingRequest {
  @IsString() @Length(43, 43) token: string;
}

import { IsString, Length } from 'class-validator';
import type { Card } from './card.entity.js';

/** Why: an explanation, an appeal, an answer to it. */
export class ReasonRequest {
  @IsString() @Length(4, 1000) reason: string;
}

/** A card as an act leaves it. */
export interface CardAnswer {
  cardId: string;
  caseId: string;
  state: string;
  version: number;
}

/** A card as an act leaves it. */
export const answerOf = ({ cardId, caseId, state, version }: Card): CardAnswer => ({ cardId, caseId, state, version });

import { IsIn, IsOptional, IsString, MaxLength } from 'class-validator';
import { PageQuery } from '#lib/service-kit';
import type { Card } from '../card/card.entity.js';
import { colours } from '../rule/owed-cards.js';

/** Which cards to list. */
export class ListCardsQuery extends PageQuery {
  @IsOptional() @IsIn(['raised', 'explained', 'appealed', 'upheld', 'dismissed', 'withdrawn']) state?: string;
  @IsOptional() @IsIn(colours) colour?: string;
  @IsOptional() @IsString() @MaxLength(40) caseId?: string;
  /** For overseers; a department sees its own whatever it asks for. */
  @IsOptional() @IsString() @MaxLength(40) departmentId?: string;
}

/** A card as its readers see it; `version` is its ETag. */
export type CardView = Omit<Card, 'region'>;

/** A card as its readers see it. */
export function viewOf({ region: _region, ...card }: Card): CardView {
  return card;
}

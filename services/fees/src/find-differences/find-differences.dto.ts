import { IsIn, IsISO8601, IsOptional, Length } from 'class-validator';
import { PageQuery } from '#lib/service-kit';

/** Which differences to list. */
export class ListDifferencesQuery extends PageQuery {
  @IsOptional() @IsIn(['open', 'settled']) state?: string;
  @IsOptional() @IsISO8601({ strict: true }) @Length(10, 10) day?: string;
}

/** Which comparisons to list. */
export class ListReconciliationsQuery {
  @IsISO8601({ strict: true }) @Length(10, 10) day: string;
}

/** One comparison of a day with its statement. */
export interface ReconciliationLine {
  day: string;
  lines: number;
  matched: number;
  comparedAt: string;
}

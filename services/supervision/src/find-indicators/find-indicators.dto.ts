import { IsIn, IsOptional, IsString, Matches, MaxLength } from 'class-validator';
import { PageQuery } from '#lib/service-kit';
import { figureNames } from '../indicator/figures.js';

const month = /^\d{4}-(0[1-9]|1[0-2])$/;
const asMonth = { message: 'month must be yyyy-mm' };

/** Which figures: one month, by department and item. */
export class ListIndicatorsQuery extends PageQuery {
  @Matches(month, asMonth) month: string;
  /** For overseers; a department sees its own whatever it asks for. */
  @IsOptional() @IsString() @MaxLength(40) departmentId?: string;
}

/** Which figure is opened into its cases. */
export class ListFigureCasesQuery extends PageQuery {
  @Matches(month, asMonth) month: string;
  @IsIn(figureNames) figure: string;
  @IsOptional() @IsString() @MaxLength(40) departmentId?: string;
  @IsOptional() @IsString() @MaxLength(40) itemId?: string;
}

/** The figures of a department, and of an item when it is of one, in a month. */
export interface Scorecard {
  month: string;
  departmentId: string;
  itemId?: string;
  accepted: number;
  decided: number;
  /** Of the decided; null when nothing was decided under such a limit. */
  onTimeRate: { promised: number | null; statutory: number | null };
  /** Standing cards, the highest of each clock. */
  cards: { preWarning: number; yellow: number; red: number };
  /** Working days from acceptance to decision; percentiles are upper bounds of buckets, null above the last. */
  workingDays: { mean: number | null; median: number | null; ninetieth: number | null };
  /** How much shorter the promised limits of the accepted are than the statutory ones, 0 to 1. */
  promiseCompression: number | null;
  /** Every figure: how many, and the sum of their values. Each opens into its cases. */
  figures: Record<string, { cases: number; total: number }>;
}

/** A case behind a figure. */
export interface FigureCase {
  caseId: string;
  itemId: string;
  departmentId: string;
  value: number;
  /** The clock, for cards. */
  ref: string;
}

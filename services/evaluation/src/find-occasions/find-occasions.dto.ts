import { IsIn, IsOptional, IsString, MaxLength } from 'class-validator';
import { PageQuery } from '#lib/service-kit';

/** Which occasions to list. */
export class ListOccasionsQuery extends PageQuery {
  @IsOptional() @IsIn(['unrated', 'rated', 'defaulted', 'excluded']) state?: string;
  @IsOptional() @IsString() @MaxLength(40) caseId?: string;
  @IsOptional() @IsString() @MaxLength(40) departmentId?: string;
}

/** An occasion and how it was rated, without a word of what was written. */
export interface OccasionView {
  occasionId: string;
  caseId: string;
  kind: string;
  serviceNumber: number;
  itemName: string;
  departmentId: string;
  servedAt: string;
  state: string;
  /** Absent while there is none, and for the desks, who are rated; a desk that is of a department too sees its own. */
  evaluation?: EvaluationView;
}

/** An evaluation. */
export interface EvaluationView {
  evaluationId: string;
  level: number;
  indicators: string[];
  channel: string;
  ratedAt: string;
  /** For the office only. */
  origin?: string;
}

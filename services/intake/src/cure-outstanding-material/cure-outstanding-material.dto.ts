import { IsInt, IsOptional, Max, Min } from 'class-validator';

/** What is brought beside an uploaded file. */
export class CureOutstandingMaterialRequest {
  /** Paper copies handed in at the window. */
  @IsOptional() @IsInt() @Min(1) @Max(99) copies?: number;
}

/** The material after the act; `version` is its own. */
export interface CuredAnswer {
  caseId: string;
  materialRef: string;
  state: string;
  version: number;
  /** How many the case still waits for. */
  stillOutstanding: number;
}

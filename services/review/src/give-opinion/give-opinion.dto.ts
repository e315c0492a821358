import { IsIn, IsNotEmpty, IsString, MaxLength } from 'class-validator';

/** A department's opinion on its branch. */
export class GiveOpinionRequest {
  @IsIn(['agree', 'disagree']) opinion: 'agree' | 'disagree';
  /** What was examined and why; stays on record beside the opinion. */
  @IsString() @IsNotEmpty() @MaxLength(1000) note: string;
}

/** The task after the opinion. */
export interface OpinionAnswer {
  taskId: string;
  caseId: string;
  state: string;
  version: number;
  opinion: string;
}

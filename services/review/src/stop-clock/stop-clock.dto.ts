import { IsInt, IsNotEmpty, IsString, Max, MaxLength, Min } from 'class-validator';

/** Which special procedure (特别程序) begins and how long it takes. */
export class StopClockRequest {
  /** Name as declared in the plan. */
  @IsString() @IsNotEmpty() @MaxLength(120) procedure: string;
  /** Days told to the applicant, in the unit of the declaration; working days where it states none. */
  @IsInt() @Min(1) @Max(1000) days: number;
}

/** The case with its clock stopped. */
export interface StoppedAnswer {
  caseId: string;
  state: string;
  version: number;
  procedure: string;
  noticeNumber: string;
}

import { IsNotEmpty, IsString, MaxLength } from 'class-validator';
import type { StatedClock } from '../clock/running-clocks.js';

/** Why the limit is extended; the applicant is told. */
export class ExtendLimitRequest {
  @IsString() @IsNotEmpty() @MaxLength(1000) reason: string;
}

/** The case with its new due dates. */
export interface ExtendedAnswer {
  caseId: string;
  state: string;
  version: number;
  noticeNumber: string;
  clocks: StatedClock[];
}

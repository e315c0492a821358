import { IsString, MaxLength, MinLength } from 'class-validator';
import { SubmissionBody } from '../application/submission.dto.js';
import type { CaseAnswer } from '../case/case.dto.js';

/** One submission for one item. */
export class LodgeApplicationRequest extends SubmissionBody {
  @IsString() @MinLength(1) @MaxLength(40) itemId: string;
}

/** The lodged case. */
export interface LodgedAnswer extends CaseAnswer {
  applicationId: string;
  itemId: string;
  itemVersion: number;
  itemName: string;
  hallId: string;
}

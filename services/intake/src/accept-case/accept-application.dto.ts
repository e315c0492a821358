import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsInt,
  IsOptional,
  IsString,
  Length,
  Min,
  ValidateNested,
} from 'class-validator';
import type { CaseAnswer } from '../case/case.dto.js';
import { PromiseBody } from './accept-case.dto.js';

/** A case as the clerk saw it. */
export class SeenCaseBody {
  @IsString() @Length(1, 40) caseId: string;
  @IsInt() @Min(1) version: number;
  /** What the applicant promises to bring later for this case (容缺受理). */
  @IsOptional() @ValidateNested() @Type(() => PromiseBody) promise?: PromiseBody;
}

/** Which cases of the application are accepted together: all of them or none. */
export class AcceptApplicationRequest {
  @ArrayMinSize(1)
  @ArrayMaxSize(100)
  @ArrayUnique(({ caseId }: SeenCaseBody) => caseId)
  @ValidateNested({ each: true })
  @Type(() => SeenCaseBody)
  cases: SeenCaseBody[];
}

/** The accepted cases, each with its own number, notice and clocks. */
export interface AcceptedApplicationAnswer {
  applicationId: string;
  cases: CaseAnswer[];
}

import { ArrayMaxSize, ArrayUnique, IsArray, IsObject, IsString, Length } from 'class-validator';
import { SubmissionBody } from '../application/submission.dto.js';
import type { CaseAnswer } from '../case/case.dto.js';

/** One submission for one matter (一件事): one form, one set of materials, several items. */
export class LodgeBundleRequest extends SubmissionBody {
  @IsString() @Length(1, 40) bundleId: string;
  /** Item ids of the optional members that are applied for too (按意愿). */
  @IsArray()
  @ArrayMaxSize(50)
  @ArrayUnique()
  @IsString({ each: true })
  @Length(1, 40, { each: true })
  optionalMembers: string[] = [];
  /** The answers in the bundle's one form, as its schema asks for them. */
  @IsObject() form: object;
}

/** A member case of the lodged application. */
export interface MemberCaseAnswer extends CaseAnswer {
  itemId: string;
  itemVersion: number;
  itemName: string;
}

/** The lodged application with its cases. */
export interface LodgedBundleAnswer {
  applicationId: string;
  bundleId: string;
  bundleVersion: number;
  bundleName: string;
  state: string;
  version: number;
  hallId: string;
  cases: MemberCaseAnswer[];
}

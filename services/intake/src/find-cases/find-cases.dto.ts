import { IsIn, IsOptional, IsString, MaxLength } from 'class-validator';
import type { Step } from '#lib/calendar';
import { PageQuery } from '#lib/service-kit';
import type { MaskedApplicant } from '../applicant/masked-applicant.js';
import type { Refusal } from '../case/case.entity.js';
import { type CaseState, caseStates } from '../case/case.states.js';
import type { ToldDefect } from '../correction/correction.entity.js';

/** Which cases, and where the page begins. */
export class FindCasesQuery extends PageQuery {
  @IsOptional() @IsIn(caseStates) state?: CaseState;
  @IsOptional() @IsString() @MaxLength(40) itemId?: string;
}

/** A case in a list; dates are RFC 3339. */
export interface CaseRow {
  caseId: string;
  applicationId: string;
  state: string;
  version: number;
  itemId: string;
  itemName: string;
  departmentId: string;
  region: string;
  hallId: string;
  channel: string;
  caseNumber: string | null;
  lodgedAt: string;
  answerDueAt: string;
  acceptedAt: string | null;
  statutoryDueAt: string | null;
  promisedDueAt: string | null;
  outcome: string | null;
  applicant: MaskedApplicant;
}

/** One page; `next` is the cursor of the following one. */
export interface CasePage {
  items: CaseRow[];
  next?: string;
}

/** One line of the check-list. */
export interface MaterialLine {
  ref: string;
  name: string;
  /** present | missing | incorrect */
  status: string;
  copies: number;
  mandatory: boolean;
  /** Working days within which it may be promised at acceptance (容缺受理); 0 when it may not. */
  deferWorkingDays: number;
  /** Obtained by data sharing, never demanded. */
  shared: boolean;
  file?: { sha256: string; size: number; type: string; receivedAt: string };
}

/** A material the case was accepted without (容缺受理); `version` is what a cure sends in If-Match. */
export interface OutstandingLine {
  materialRef: string;
  name: string;
  /** outstanding | cured | lapsed | voided */
  state: string;
  version: number;
  promiseNumber: string;
  cureWorkingDays: number;
  /** RFC 3339; the last instant that is still in time. */
  cureDueAt: string;
  calendarVersion: string;
  explanation: readonly Step[];
  curedAt: string | null;
}

/** A case as its readers see it: personal data masked; `version` is its ETag. */
export interface CaseView extends CaseRow {
  itemVersion: number;
  calendarVersion: string;
  deliveryMode: string;
  materials: MaterialLine[];
  /** Empty unless the case was accepted with outstanding materials. */
  outstandingMaterials: OutstandingLine[];
  correction?: { noticeNumber: string; defects: ToldDefect[]; cureDueAt: string; curedAt: string | null };
  refusal?: Refusal;
  /** requested | granted | refused; `overtaken` when the decision came first. */
  withdrawal?: { requestId: string; state: string; answer: string | null };
  plan?: object;
}

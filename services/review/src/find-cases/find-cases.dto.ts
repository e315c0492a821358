import { Type } from 'class-transformer';
import { IsIn, IsOptional } from 'class-validator';
import type { Step } from '#lib/calendar';
import { PageQuery } from '#lib/service-kit';
import type { MaskedApplicant } from '../applicant/applicant.js';
import type { CaseState } from '../case/case.states.js';

/** What the work list shows. */
export class ListCasesQuery extends PageQuery {
  @IsOptional() @IsIn(['in-review', 'suspended', 'decided', 'withdrawn', 'lapsed']) state?: CaseState;
  @IsOptional() @IsIn(['true', 'false']) overdue?: 'true' | 'false';
  /** A query string is text; it becomes a number here. */
  @Type(() => Number) override limit = 20;
}

/** A line of the work list. */
export interface CaseLine {
  caseId: string;
  caseNumber: string;
  itemId: string;
  itemName: string;
  departmentId: string;
  region: string;
  state: string;
  version: number;
  acceptedAt: Date;
  promisedDueAt: Date | null;
  statutoryDueAt: Date | null;
  overdue: boolean;
}

/** A clock with the way to its due date. */
export interface ExplainedClock {
  kind: string;
  startsAt: string;
  limit: { days: number; unit: string };
  /** Null while a stop holds the clock. */
  dueAt: string | null;
  calendarVersion: string;
  provisional: boolean;
  /** Empty before the first calendar was heard. */
  explanation: readonly Step[];
}

/** A case with what the departments did; the applicant is masked. */
export interface CaseAnswer extends CaseLine {
  applicationId: string;
  hallId: string;
  acceptedBy: string;
  joinRule: string;
  legalBasis: string[];
  specialProcedures: { name: string; days: number; unit: string; excludedFromClock: boolean }[];
  extendable: boolean;
  /** The bundle (一件事) it belongs to; null for a single item. */
  bundle: { bundleId: string; name: string } | null;
  /** Cases that must be approved before this one can be: undecided | failed | approved. */
  predecessors: { caseId: string; itemName: string; standing: string }[];
  /** What the case was accepted without (容缺受理), and until when it was promised (RFC 3339). */
  outstandingMaterials: { materialRef: string; materialName: string; cureDueAt: string }[];
  applicant: MaskedApplicant;
  tasks: {
    taskId: string;
    departmentId: string;
    lead: boolean;
    state: string;
    opinion: string | null;
    note: string | null;
    givenBy: string | null;
    givenAt: Date | null;
  }[];
  withdrawals: {
    requestId: string;
    state: string;
    reason: string;
    requestedAt: Date;
    answer: string | null;
    answeredAt: Date | null;
  }[];
  clocks: ExplainedClock[];
  clockFacts: {
    kind: string;
    at: Date;
    procedure: string | null;
    noticeNumber: string;
    days: number | null;
    reason: string;
  }[];
  decision: {
    decisionId: string;
    outcome: string;
    reason: string;
    basis: string;
    remedy: string | null;
    letterNumber: string;
    decidedBy: string;
    decidedAt: Date;
    revoked: boolean;
  } | null;
}

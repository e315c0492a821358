import { Entity, PrimaryColumn, VersionColumn } from 'typeorm';
import { id, instant, json, sealed, state, text, whole } from '#lib/persistence';
import type { CaseState } from './case.states.js';

/** Why the desk refused, as it told the applicant (行政许可法 art. 32, 38). */
export interface Refusal {
  noticeNumber: string;
  reasonClass: string;
  reason: string;
  legalBasis: string[];
  remedy: string;
}

/** An accepted plan as protobuf JSON, with the part that decides who may see the case. */
export interface StoredPlan {
  tasks?: { departmentId?: string }[];
}

/** One case (办件) of an application, until acceptance decided by the desk alone; afterwards it follows review. */
@Entity({ name: 'service_case' })
export class ServiceCase {
  @PrimaryColumn({ type: 'varchar', length: 40 }) caseId: string;
  @id() applicationId: string;
  /** The bundle (一件事) it is a member case of; null for a single item. */
  @id({ nullable: true }) bundleId: string | null;
  @state() state: CaseState;
  @VersionColumn({ type: 'int' }) version: number;
  @text(12) region: string;
  @id() hallId: string;
  @text(16) channel: string;
  @id() itemId: string;
  @whole() itemVersion: number;
  @text(200) itemName: string;
  @id() departmentId: string;
  /** Sealed JSON `Applicant`, context `applicant:<caseId>`. */
  @sealed() sealedApplicant: string;
  @text(120) applicantIndex: string;
  /** window | courier | locker */
  @text(16) deliveryMode: string;
  /** Sealed JSON, context `delivery:<caseId>`; empty when the applicant fetches the result. */
  @sealed() sealedAddress: string;
  @id() lodgedBy: string;
  @instant() lodgedAt: Date;
  /** When the papers last came in: lodging, or the cure. The five working days run from here. */
  @instant() receivedAt: Date;
  /** The last instant to accept, refuse or ask for corrections (行政许可法 art. 32). */
  @instant() answerDueAt: Date;
  @text(80) calendarVersion: string;
  @text(80, { nullable: true }) caseNumber: string | null;
  @instant({ nullable: true }) acceptedAt: Date | null;
  @instant({ nullable: true }) statutoryDueAt: Date | null;
  @instant({ nullable: true }) promisedDueAt: Date | null;
  /** The accepted plan as protobuf JSON; from acceptance on nobody reads the catalogue for this case. */
  @json({ nullable: true }) plan: StoredPlan | null;
  @json({ nullable: true }) refusal: Refusal | null;
  /** approved | denied | withdrawn | lapsed | revoked, when the case has ended that way. */
  @text(16, { nullable: true }) outcome: string | null;
}

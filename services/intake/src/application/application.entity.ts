import { Entity, PrimaryColumn, VersionColumn } from 'typeorm';
import { id, instant, sealed, state, text, whole } from '#lib/persistence';
import type { ApplicationState } from './application.states.js';

/**
 * One submission (申请), whichever way it came (窗口、网上、邮寄). It holds one case for each item; a bundle's is answered
 * once, when every member case has its outcome. What was submitted never changes.
 */
@Entity({ name: 'application' })
export class Application {
  @PrimaryColumn({ type: 'varchar', length: 40 }) applicationId: string;
  @state() state: ApplicationState;
  @VersionColumn({ type: 'int' }) version: number;
  @text(12) region: string;
  @id() hallId: string;
  /** window | online | post */
  @text(16) channel: string;
  /** Of what came by post. */
  @text(40, { nullable: true }) parcelNumber: string | null;
  /** Sealed JSON `Applicant`, context `application:<applicationId>`. */
  @sealed() sealedApplicant: string;
  @text(120) applicantIndex: string;
  @text(16) deliveryMode: string;
  /** Sealed JSON, context `application:<applicationId>`; empty when the applicant fetches the result. */
  @sealed() sealedAddress: string;
  @id() lodgedBy: string;
  @instant() lodgedAt: Date;
  /** The bundle (一件事) applied for, in the version it was lodged under; null for a single item. */
  @id({ nullable: true }) bundleId: string | null;
  @whole({ nullable: true }) bundleVersion: number | null;
  @text(200, { nullable: true }) bundleName: string | null;
  /** The answers in the one form (一张表), sealed: they are personal data. Context `form:<applicationId>`. */
  @sealed({ type: 'mediumtext', nullable: true }) sealedForm: string | null;
  /** The number of the one answer (一件事统一答复). */
  @text(120, { nullable: true }) answerNumber: string | null;
  @instant({ nullable: true }) answeredAt: Date | null;
}

import { Entity, PrimaryColumn, VersionColumn } from 'typeorm';
import { id, instant, sealed, state, text } from '#lib/persistence';
import type { CertificateState } from './certificate.states.js';

/** An electronic certificate (电子证照), or another electronic result that carries the organ's seal. */
@Entity({ name: 'certificate' })
export class Certificate {
  @PrimaryColumn({ type: 'varchar', length: 40 }) certificateId: string;
  @id() caseId: string;
  @state() state: CertificateState;
  @text(12) region: string;
  @VersionColumn({ type: 'int' }) version: number;
  @id() decisionId: string;
  @id() itemId: string;
  @text(200) itemName: string;
  /** The organ that issues it. */
  @id() departmentId: string;
  @text(120) organName: string;
  /** 证照名称. */
  @text(200) title: string;
  /** 证照编号; public. */
  @text(120) number: string;
  /** 电子证照标识 (GB/T 36904-2018). */
  @text(100) identifier: string;
  /** As intake sealed it, context `applicant:<caseId>`. */
  @sealed() sealedApplicant: string;
  @text(80) applicantIndex: string;
  /** yyyy-mm-dd, in China. */
  @text(10) issuedOn: string;
  /** yyyy-mm-dd, the last valid day; null for good. */
  @text(10, { nullable: true }) validUntil: string | null;
  @id() documentId: string;
  @text(64, { nullable: true }) sha256: string | null;
  @text(64, { nullable: true }) sm3: string | null;
  @instant({ nullable: true }) validatedAt: Date | null;
}

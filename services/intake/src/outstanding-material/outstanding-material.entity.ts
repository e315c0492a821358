import { Entity, PrimaryColumn, VersionColumn } from 'typeorm';
import type { Step } from '#lib/calendar';
import { id, instant, json, sealed, state, text, whole } from '#lib/persistence';
import type { OutstandingMaterialState } from './outstanding-material.states.js';

/** A material a case was accepted without (容缺受理), and until when it must come. */
@Entity({ name: 'outstanding_material' })
export class OutstandingMaterial {
  @PrimaryColumn({ type: 'varchar', length: 40 }) outstandingId: string;
  /** Unique with the material. */
  @id() caseId: string;
  @id() materialRef: string;
  @state() state: OutstandingMaterialState;
  @VersionColumn({ type: 'int' }) version: number;
  @text(12) region: string;
  @text(200) materialName: string;
  /** Number of the signed promise (容缺受理承诺书). */
  @text(120) promiseNumber: string;
  @instant() promisedAt: Date;
  @whole() cureWorkingDays: number;
  /** The last instant that is still in time. */
  @instant() cureDueAt: Date;
  @text(80) calendarVersion: string;
  /** How the date was counted, as the calendar stood then. */
  @json() explanation: Step[];
  @instant({ nullable: true }) curedAt: Date | null;
}

/** The applicant's signed promise to bring what is outstanding; one for a case. Insert-only by grant. */
@Entity({ name: 'deferral_promise' })
export class DeferralPromise {
  @PrimaryColumn({ type: 'varchar', length: 120 }) promiseNumber: string;
  /** Unique. */
  @id() caseId: string;
  /** Sealed JSON: name. Context `promise:<case id>`. */
  @sealed() sealedPromiser: string;
  /** Sealed JSON: png, in base64. Context `signature:<case id>`. */
  @sealed({ type: 'mediumtext' }) sealedSignature: string;
  /** The clerk who took it. */
  @id() takenBy: string;
  @instant() promisedAt: Date;
}

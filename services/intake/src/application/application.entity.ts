import { Entity, PrimaryColumn } from 'typeorm';
import { id, instant, sealed, text } from '#lib/persistence';

/** One submission (申请), whichever way it came (窗口、网上、邮寄). It holds one case for each item; never changed. */
@Entity({ name: 'application' })
export class Application {
  @PrimaryColumn({ type: 'varchar', length: 40 }) applicationId: string;
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
}

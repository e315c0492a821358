import { Entity, PrimaryColumn } from 'typeorm';
import { id, instant, text } from '#lib/persistence';

/** What oidc-provider keeps of sessions, interactions, grants, codes and refresh tokens. */
@Entity({ name: 'oidc_record' })
export class OidcRecord {
  @PrimaryColumn({ type: 'varchar', length: 40 }) model: string;
  /** Of a code or token: its SHA-256, so that whoever reads this table cannot use it. */
  @PrimaryColumn({ type: 'varchar', length: 64 }) recordId: string;
  /** JSON. */
  @text(65_535) payload: string;
  @text(64, { nullable: true }) grantId: string | null;
  @text(64, { nullable: true }) uid: string | null;
  @id({ nullable: true }) userCode: string | null;
  /** Real time. */
  @instant() expiresAt: Date;
  @instant({ nullable: true }) consumedAt: Date | null;
}

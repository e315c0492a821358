import { Entity, PrimaryColumn } from 'typeorm';
import { id, instant, text } from '#lib/persistence';

/** Why a certificate was suspended, resumed or revoked. Insert-only by grant. */
@Entity({ name: 'validity_change' })
export class ValidityChange {
  @PrimaryColumn({ type: 'varchar', length: 40 }) certificateId: string;
  /** The certificate's version after the act. */
  @PrimaryColumn({ type: 'int' }) version: number;
  @text(20) act: 'suspend' | 'resume' | 'revoke';
  @text(500) reason: string;
  @id() personId: string;
  @instant() at: Date;
}

import { Entity, PrimaryColumn } from 'typeorm';
import { id, instant, text } from '#lib/persistence';

/**
 * An invitation to rate without an account, shown as a QR code or on a tablet; one for each occasion: a newer one takes the
 * older one's place. It is used up by the rating, for an occasion is rated once.
 */
@Entity({ name: 'invitation' })
export class Invitation {
  @PrimaryColumn({ type: 'varchar', length: 40 }) occasionId: string;
  /** SHA-256 of the secret, which is told once and kept nowhere. */
  @text(64) secretDigest: string;
  @id() invitedBy: string;
  @instant() invitedAt: Date;
  /** On the wall. */
  @instant() madeAt: Date;
  @instant() expiresAt: Date;
}

import { Entity, PrimaryColumn, VersionColumn } from 'typeorm';
import { json, sealed, state, text } from '#lib/persistence';

/** The keys that sign access tokens: one row, so that the published set is always one version. */
@Entity({ name: 'signing_keys' })
export class SigningKeys {
  /** `keys` */
  @PrimaryColumn({ type: 'varchar', length: 40 }) keysId: string;
  /** JSON Web Key Set (RFC 7517), public parts. */
  @json() publicKeys: { keys: object[] };
  /** The same with private parts, sealed with KEY_ENCRYPTION_KEY; the first signs. */
  @sealed() privateKeys: string;
  @state() state: 'published';
  @text(12) region: string;
  @VersionColumn({ type: 'int' }) version: number;
}

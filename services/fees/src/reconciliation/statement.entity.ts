import { Entity, PrimaryColumn } from 'typeorm';
import { instant, text, whole } from '#lib/persistence';

/** A day's statement of the provider as it was fetched and compared. Insert-only. */
@Entity({ name: 'provider_statement' })
export class ProviderStatement {
  @PrimaryColumn({ type: 'varchar', length: 40 }) statementId: string;
  /** yyyy-mm-dd in China. */
  @text(10) day: string;
  @text(12) region: string;
  @whole() lines: number;
  @whole() matched: number;
  /** SHA-256 of the lines as they came. */
  @text(64) digest: string;
  @instant() comparedAt: Date;
}

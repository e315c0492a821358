import { Entity, PrimaryColumn } from 'typeorm';
import { id, instant, json, text } from '#lib/persistence';

/** One published version of an item. Insert-only by grant: a case can always be reprinted with the text it was accepted under. */
@Entity({ name: 'item_version' })
export class ItemVersion {
  @PrimaryColumn({ type: 'varchar', length: 40 }) itemId: string;
  @PrimaryColumn({ type: 'int' }) version: number;
  @text(12) region: string;
  /** Digest of the content without its version number: tells a file that was loaded before. */
  @text(64) contentSha256: string;
  /** JSON text, kept to the byte: see `readEdition`. */
  @json({ type: 'mediumtext' }) content: string;
  @instant() effectiveFrom: Date;
  @instant() publishedAt: Date;
  @id() publishedBy: string;
}

import { Entity, PrimaryColumn } from 'typeorm';
import { id, instant, sealed, text, whole } from '#lib/persistence';

/** One line of the check-list: every material of the item's list is 齐全, 缺 or 不符. */
@Entity({ name: 'material_received' })
export class MaterialReceived {
  @PrimaryColumn({ type: 'varchar', length: 40 }) caseId: string;
  @PrimaryColumn({ type: 'varchar', length: 40 }) materialRef: string;
  @text(200) name: string;
  /** present | missing | incorrect */
  @text(16) status: MaterialStatus;
  /** Paper copies handed in. */
  @whole() copies: number;
  @text(64, { nullable: true }) fileSha256: string | null;
  /** The name it was sent under, sealed: people name files after themselves. Context `file:<caseId>`. */
  @sealed({ nullable: true }) sealedFileName: string | null;
  /** Bytes. */
  @whole({ nullable: true }) fileSize: number | null;
  /** Judged by content: application/pdf | image/jpeg | image/png */
  @text(40, { nullable: true }) fileType: string | null;
  @instant({ nullable: true }) receivedAt: Date | null;
  @id({ nullable: true }) receivedBy: string | null;
}

/** 齐全 | 缺 | 不符 */
export type MaterialStatus = 'present' | 'missing' | 'incorrect';

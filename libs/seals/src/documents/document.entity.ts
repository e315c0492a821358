import { Entity, PrimaryColumn } from 'typeorm';
import { bytes, id, instant, sealed, state, text, whole } from '#lib/persistence';

/** A numbered paper of the office: asked for in the act's own transaction, drawn and sealed right after it. */
@Entity({ name: 'sealed_document' })
export class SealedDocument {
  @PrimaryColumn({ type: 'varchar', length: 40 }) documentId: string;
  /** What it belongs to: a case, an order, a certificate. */
  @id() subjectId: string;
  /** acceptance | correction | refusal | decision | withdrawal | hand-over | certificate */
  @text(32) kind: string;
  @text(120) number: string;
  @text(12) region: string;
  /** Whose seal. */
  @id() organId: string;
  /** What it says: sealed, for it names people. */
  @sealed({ type: 'mediumtext' }) content: string;
  /** waiting | sealed */
  @state() state: 'waiting' | 'sealed';
  @id() personId: string;
  @id({ nullable: true }) letterId: string | null;
  @whole({ nullable: true }) letterVersion: number | null;
  @instant() requestedAt: Date;
  @instant({ nullable: true }) sealedAt: Date | null;
  @bytes({ nullable: true, select: false }) pdf: Buffer | null;
  @text(64, { nullable: true }) sha256: string | null;
  @text(64, { nullable: true }) sm3: string | null;
}

/** One use of an organ's seal (审批服务专用章用印记录), tied to a paper and its subject. Insert-only by grant. */
@Entity({ name: 'seal_use' })
export class SealUse {
  @PrimaryColumn({ type: 'varchar', length: 40 }) documentId: string;
  @id() subjectId: string;
  @id() organId: string;
  @text(32) purpose: string;
  @id() personId: string;
  @id({ nullable: true }) letterId: string | null;
  @whole({ nullable: true }) letterVersion: number | null;
  @text(64) sm3: string;
  @instant() at: Date;
}

import { Entity, PrimaryColumn } from 'typeorm';
import { flag, id, instant, text, whole } from '#lib/persistence';

/** The decision on a case: one, final. Insert-only by grant. */
@Entity({ name: 'decision' })
export class Decision {
  @PrimaryColumn({ type: 'varchar', length: 40 }) decisionId: string;
  /** Unique. */
  @id() caseId: string;
  @text(12) region: string;
  /** approved | denied */
  @text(12) outcome: 'approved' | 'denied';
  @text(2000) reason: string;
  @text(2000) basis: string;
  /** 行政复议, 行政诉讼. */
  @text(1000, { nullable: true }) remedy: string | null;
  @id() decidedBy: string;
  @id({ nullable: true }) letterId: string | null;
  @whole({ nullable: true }) letterVersion: number | null;
  /** 文号 of the decision letter. */
  @text(120) letterNumber: string;
  @flag() final: boolean;
  @instant() decidedAt: Date;
}

/** A decision that was revoked (行政许可法 69). Insert-only by grant. */
@Entity({ name: 'decision_revocation' })
export class DecisionRevocation {
  /** One revocation for a decision. */
  @PrimaryColumn({ type: 'varchar', length: 40 }) decisionId: string;
  @id() caseId: string;
  @text(2000) reason: string;
  @text(120) letterNumber: string;
  @id() revokedBy: string;
  @instant() revokedAt: Date;
}

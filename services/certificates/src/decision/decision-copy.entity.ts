import { Entity, PrimaryColumn } from 'typeorm';
import { flag, id, text } from '#lib/persistence';

/** That a case was decided, and whether a certificate comes of it: what follows a case without one asks for nothing here. */
@Entity({ name: 'decision_copy' })
export class DecisionCopy {
  @PrimaryColumn({ type: 'varchar', length: 40 }) caseId: string;
  @id() decisionId: string;
  @text(12) region: string;
  @flag() certified: boolean;
}

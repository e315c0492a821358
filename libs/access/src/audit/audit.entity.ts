import { Entity, PrimaryColumn } from 'typeorm';
import { id, instant, text } from '#lib/persistence';

/** A refused act or a clear view of personal data. Insert-only by grant. */
@Entity({ name: 'access_audit' })
export class AccessAudit {
  @PrimaryColumn({ type: 'varchar', length: 40 }) auditId: string;
  /** refused | clear-view */
  @text(20) kind: string;
  @id() personId: string;
  @text(40) act: string;
  /** Route for a refusal, `<kind>:<id>` for a view. */
  @text(200) object: string;
  @text(80, { nullable: true }) code: string | null;
  @text(200, { nullable: true }) purpose: string | null;
  @instant() at: Date;
}

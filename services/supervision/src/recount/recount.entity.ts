import { Entity, PrimaryColumn } from 'typeorm';
import { id, instant, text, whole } from '#lib/persistence';

/** A recalculation of the open cases, because a calendar or a rule changed; done in batches, from the last case on. */
@Entity({ name: 'recount' })
export class Recount {
  @PrimaryColumn({ type: 'varchar', length: 40 }) recountId: string;
  /** Which calendar or rule, in which version. */
  @text(120) because: string;
  /** Cases whose clocks all ended before are left as they are. */
  @instant() since: Date;
  /** The last case that was looked at. */
  @id() afterCase: string;
  @whole() looked: number;
  @instant() startedAt: Date;
  @instant({ nullable: true }) doneAt: Date | null;
}

import { Entity, PrimaryColumn } from 'typeorm';
import { id, instant, money, text } from '#lib/persistence';

/** Why a fee was not taken (减免), by whom and on which basis. Insert-only. */
@Entity({ name: 'waiver' })
export class Waiver {
  @PrimaryColumn({ type: 'varchar', length: 40 }) billId: string;
  /** exempt | not-applicable */
  @text(20) reasonClass: string;
  @text(200) reason: string;
  @text(200) basis: string;
  @money() amountFen: string;
  @id() waivedBy: string;
  @instant() at: Date;
}

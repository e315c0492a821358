import { Entity, PrimaryColumn } from 'typeorm';
import { flag, instant, json } from '#lib/persistence';

/** A version of a service item as the catalogue said it; never changed, so a case keeps the version it came under. */
@Entity({ name: 'item_copy' })
export class ItemCopy {
  @PrimaryColumn({ type: 'varchar', length: 40 }) itemId: string;
  @PrimaryColumn({ type: 'int' }) version: number;
  /** ServiceItem as protobuf JSON; null when only the withdrawal was heard yet. */
  @json({ nullable: true }) content: object | null;
  /** From when cases are taken under it. */
  @instant({ nullable: true }) effectiveFrom: Date | null;
  /** The item takes no more cases since this version; running cases keep their plan. */
  @flag() withdrawn: boolean;
}

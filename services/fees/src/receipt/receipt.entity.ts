import { Entity, PrimaryColumn } from 'typeorm';
import { instant, money, text } from '#lib/persistence';

/** The receipt of a settled bill (财政电子票据). Insert-only. */
@Entity({ name: 'receipt' })
export class Receipt {
  @PrimaryColumn({ type: 'varchar', length: 40 }) billId: string;
  /** 票据代码, 8 digits: province, kind of receipt, year. */
  @text(8) code: string;
  /** 票据号码, 10 digits within the code. */
  @text(10) number: string;
  /** 校验码, 6 digits. */
  @text(6) checkCode: string;
  @money() amountFen: string;
  @instant() issuedAt: Date;
}

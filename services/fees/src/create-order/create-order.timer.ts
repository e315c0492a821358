import { Injectable } from '@nestjs/common';
import { type DueTimer, type TimerAct, Work } from '#lib/persistence';
import { Bill } from '../bill/bill.entity.js';
import { createOrder } from '../bill/bill-timers.js';
import { PaymentProvider } from '../provider/payment-provider.js';

/** Tells the provider what may be paid; a provider that is down is told again with back-off. */
@Injectable()
export class CreateOrderTimer implements TimerAct {
  readonly kind = createOrder;

  constructor(
    private readonly work: Work,
    private readonly provider: PaymentProvider,
  ) {}

  async prepare({ subjectId: billId }: DueTimer): Promise<void> {
    const bill = await this.work.run(async (tx) => tx.findOne(Bill, { where: { billId } }));
    if (bill?.state !== 'billed') return;
    const { payCode, billNumber, amountFen } = bill;
    await this.provider.createOrder(payCode ?? '', { billNumber: billNumber ?? '', amountFen });
  }

  /** Nothing is left to write: what the provider was told, it keeps. */
  async fire(): Promise<void> {}
}

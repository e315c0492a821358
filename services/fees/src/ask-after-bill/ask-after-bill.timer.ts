import { Injectable } from '@nestjs/common';
import { type DueTimer, type TimerAct, type Tx, Work } from '#lib/persistence';
import { DomainError } from '#lib/service-kit';
import { Bill } from '../bill/bill.entity.js';
import { lockBill } from '../bill/bill.repository.js';
import { askAfterBill, scheduleAsking } from '../bill/bill-timers.js';
import { paymentAltered } from '../payment/payment.errors.js';
import { Payments } from '../payment/payments.js';
import { PaymentProvider, type ProviderTransaction } from '../provider/payment-provider.js';

/** Asks the provider, day by day, about a bill whose payment nobody told of: no result waits for ever for a lost callback. */
@Injectable()
export class AskAfterBillTimer implements TimerAct {
  readonly kind = askAfterBill;

  constructor(
    private readonly work: Work,
    private readonly provider: PaymentProvider,
    private readonly payments: Payments,
  ) {}

  async prepare({ subjectId: billId }: DueTimer): Promise<ProviderTransaction[]> {
    const bill = await this.work.run(async (tx) => tx.findOne(Bill, { where: { billId } }));
    if (bill?.state !== 'billed') return [];
    return (await this.provider.queryOrder(bill.payCode ?? '')) ?? [];
  }

  async fire(tx: Tx, timer: DueTimer, transactions: ProviderTransaction[]): Promise<void> {
    const bill = await lockBill(tx, { prefixes: [timer.region] }, timer.subjectId);
    for (const { kind, transactionId, amountFen, at } of transactions) {
      if (kind !== 'paid') continue;
      const paid = { transactionId, amountFen: BigInt(amountFen), paidAt: new Date(at) };
      await this.payments.record(tx, bill, paid, 'inquiry').catch(passOverAltered);
    }
    if (bill.state === 'billed') scheduleAsking(tx, bill);
  }
}

/** What was told otherwise before waits for the statement, which shows it to a cashier; the others are recorded. */
function passOverAltered(error: unknown): void {
  if (!(error instanceof DomainError) || error.code !== paymentAltered().code) throw error;
}

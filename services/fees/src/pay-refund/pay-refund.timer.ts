import { Injectable } from '@nestjs/common';
import { type DueTimer, type TimerAct, type Tx, Work } from '#lib/persistence';
import { providerAuthority } from '../payment/payments.js';
import { PaymentProvider, type ProviderRefund } from '../provider/payment-provider.js';
import { Refund } from '../refund/refund.entity.js';
import { completeRefund, lockRefund, payRefund, schedulePaying } from '../refund/refund.repository.js';

const askAgainMilliseconds = 60 * 60_000;

/** Has the provider pay an approved refund, and asks again within the hour while it is on its way. */
@Injectable()
export class PayRefundTimer implements TimerAct {
  readonly kind = payRefund;

  constructor(
    private readonly work: Work,
    private readonly provider: PaymentProvider,
  ) {}

  async prepare({ subjectId: refundId }: DueTimer): Promise<ProviderRefund | undefined> {
    const refund = await this.work.run(async (tx) => tx.findOne(Refund, { where: { refundId } }));
    if (refund?.state !== 'approved') return undefined;
    const { transactionId, amountFen } = refund;
    return this.provider.refund(refundId, { transactionId, amountFen });
  }

  async fire(tx: Tx, timer: DueTimer, answer: ProviderRefund | undefined): Promise<void> {
    if (answer === undefined) return;
    const refund = await lockRefund(tx, { prefixes: [timer.region] }, timer.subjectId);
    if (answer.status === 'refunded') return completeRefund(tx, refund, new Date(answer.at), providerAuthority);
    if (refund.state === 'approved') schedulePaying(tx, refund, new Date(tx.now.getTime() + askAgainMilliseconds));
  }
}

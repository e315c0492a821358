import { createHash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { isDuplicateKey, type Tx } from '#lib/persistence';
import { Clock } from '#lib/service-kit';
import { lockBillOfPayCode } from '../bill/bill.repository.js';
import { FeesConfig } from '../fees.config.js';
import { ProviderCallback } from '../payment/payment.entity.js';
import { Payments, providerAuthority } from '../payment/payments.js';
import { completeRefund, findRefund } from '../refund/refund.repository.js';
import { requireSigned, type SignedRequest } from '../signed-request/signed-request.js';
import { callbackAltered, payCodeUnknown } from './callback.errors.js';
import type { PaymentCallbackRequest } from './take-payment-callback.dto.js';

/** Takes what the payment provider tells, once for each callback id, in whatever order it comes. */
@Injectable()
export class TakePaymentCallback {
  constructor(
    @Inject(FeesConfig) private readonly config: FeesConfig,
    private readonly clock: Clock,
    private readonly payments: Payments,
  ) {}

  /** Checks that the provider said so, here and now. @throws DomainError `callback.signature`, `callback.expired` */
  requireGenuine(request: SignedRequest, given: { time: string; signature: string }): void {
    requireSigned(this.config.PROVIDER_SECRET, request, given, this.clock.real());
  }

  /**
   * @param body as it came
   * @throws DomainError `callback.altered`, `pay-code.unknown`, `payment.altered`
   */
  async execute(tx: Tx, callback: PaymentCallbackRequest, body: string): Promise<void> {
    if (!(await firstTime(tx, callback, body))) return;
    const { kind, payCode, transactionId, refundId } = callback;
    const bill = await lockBillOfPayCode(tx, payCode);
    if (bill === undefined) throw payCodeUnknown();
    const at = new Date(callback.at);
    const amountFen = BigInt(callback.amountFen);
    if (kind === 'paid') await this.payments.record(tx, bill, { transactionId, amountFen, paidAt: at }, 'callback');
    // A try that failed moves no money. Money that went back without our asking is kept here and found by the statement.
    if (kind === 'refunded' && refundId !== undefined) await this.noteRefund(tx, refundId, callback, at);
  }

  private async noteRefund(tx: Tx, refundId: string, said: PaymentCallbackRequest, at: Date): Promise<void> {
    const refund = await findRefund(tx, refundId);
    if (refund === undefined || refund.transactionId !== said.transactionId) return;
    if (refund.amountFen === said.amountFen) await completeRefund(tx, refund, at, providerAuthority);
  }
}

async function firstTime(tx: Tx, callback: PaymentCallbackRequest, body: string): Promise<boolean> {
  const { callbackId, kind, transactionId } = callback;
  const fingerprint = createHash('sha256').update(body).digest('hex');
  try {
    const row = { callbackId, kind, transactionId, fingerprint, body, receivedAt: tx.now };
    await tx.insert(ProviderCallback, row);
    return true;
  } catch (error) {
    if (!isDuplicateKey(error)) throw error;
    const earlier = await tx.findOne(ProviderCallback, { where: { callbackId } });
    if (earlier?.fingerprint !== fingerprint) throw callbackAltered();
    return false;
  }
}

import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '#lib/service-kit';
import { FeesConfig } from '../fees.config.js';
import { signedHeaders } from '../signed-request/signed-request.js';

/** A transaction of the provider: money that came, or money that went back. Amounts are fen as decimal strings. */
export interface ProviderTransaction {
  transactionId: string;
  kind: 'paid' | 'refunded';
  payCode: string;
  amountFen: string;
  /** RFC 3339 */
  at: string;
  /** Ours, when money went back. */
  refundId?: string;
}

/** How far a refund is. */
export interface ProviderRefund {
  status: 'accepted' | 'refunded';
  /** RFC 3339 */
  at: string;
}

const timeoutMilliseconds = 10_000;

/**
 * The payment provider (收款机构), which takes the money for the treasury. Every request may be sent again: our pay code and
 * refund id make it the same one. A provider that does not answer as agreed is an Error: its caller asks again.
 */
@Injectable()
export class PaymentProvider {
  constructor(
    @Inject(FeesConfig) private readonly config: FeesConfig,
    private readonly clock: Clock,
  ) {}

  /** Tells the provider what may be paid under a pay code. */
  async createOrder(payCode: string, order: { billNumber: string; amountFen: string }): Promise<void> {
    await this.ask('PUT', `/orders/${payCode}`, order);
  }

  /** Asks what was paid under a pay code. @returns `undefined` when the provider has no such order */
  async queryOrder(payCode: string): Promise<ProviderTransaction[] | undefined> {
    const answer = await this.ask<{ transactions: ProviderTransaction[] }>('GET', `/orders/${payCode}`);
    return answer?.transactions;
  }

  /** Has money go back to where it came from; asked again, it says how far it is. */
  async refund(refundId: string, refund: { transactionId: string; amountFen: string }): Promise<ProviderRefund> {
    const answer = await this.ask<ProviderRefund>('PUT', `/refunds/${refundId}`, refund);
    if (answer === undefined) throw new Error('the provider knows no such transaction');
    return answer;
  }

  /** Everything of a day, as it came. @param day yyyy-mm-dd in China */
  async statement(day: string): Promise<unknown[]> {
    const answer = await this.ask<{ lines: unknown[] }>('GET', `/statements/${day}`);
    if (answer === undefined) throw new Error(`the provider has no statement of ${day}`);
    return answer.lines;
  }

  private async ask<T>(method: 'GET' | 'PUT', path: string, content?: object): Promise<T | undefined> {
    const body = content === undefined ? '' : JSON.stringify(content);
    const signed = signedHeaders(this.config.PROVIDER_SECRET, { method, path, body }, this.clock.real());
    const answer = await fetch(`${this.config.PROVIDER_URL}${path}`, {
      method,
      headers: { 'content-type': 'application/json', ...signed },
      ...(body === '' ? {} : { body }),
      signal: AbortSignal.timeout(timeoutMilliseconds),
    });
    if (answer.status === 404) return undefined;
    if (!answer.ok) throw new Error(`the payment provider answered ${answer.status}`);
    return (await answer.json()) as T;
  }
}

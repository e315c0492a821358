import { newId } from '#lib/service-kit';
import type { Simulator } from '../../../deploy/local/simulators/json-server.js';
import type { Transaction } from '../../../deploy/local/simulators/ledger-file.js';
import type { StatementFaults } from '../../../deploy/local/simulators/payment-ledger.js';
import { type PaymentBehaviour, startPayment } from '../../../deploy/local/simulators/payment-simulator.js';
import { type Signed, signedRequestHeaders } from '../../../deploy/local/simulators/signed-request.js';
import type { CourierSimulatorConfig } from '../../../deploy/local/simulators/simulator.config.js';
import { secret } from './counter.js';

/** A callback as the provider writes it. */
export type Callback = Omit<Partial<Transaction>, 'kind'> & { callbackId: string; kind: string };

/** The payment provider, as the local deployment simulates it. */
export class Provider {
  private constructor(
    readonly simulator: Simulator,
    private readonly config: CourierSimulatorConfig,
  ) {}

  static async start(): Promise<Provider> {
    const unheard = { callbackUrl: 'http://127.0.0.1:1/payment/callbacks', delayMs: 0, repeatEvery: 1 };
    const config = { host: '127.0.0.1', port: 0, secret, ...unheard };
    return new Provider(await startPayment(config), config);
  }

  /** Where the provider calls back: every callback comes twice. */
  callTo(port: number): void {
    this.config.callbackUrl = `http://127.0.0.1:${port}/payment/callbacks`;
  }

  /** How it behaves from now on. */
  async behave(mode: PaymentBehaviour): Promise<void> {
    await this.post('/behaviour', { mode });
  }

  /** What a payer does. @returns what was paid, or undefined when the provider has no such order yet */
  async pay(payCode: string, how: object = {}): Promise<Transaction[] | undefined> {
    const { status, body } = await this.post(`/pay/${payCode}`, how);
    return status === 200 ? (body as { paid: Transaction[] }).paid : undefined;
  }

  /** Makes a day's statement wrong. */
  async plant(day: string, faults: StatementFaults): Promise<void> {
    await this.post(`/statement-faults/${day}`, faults);
  }

  async close(): Promise<void> {
    await this.simulator.close();
  }

  private async post(path: string, content: object): Promise<{ status: number; body: unknown }> {
    const answer = await fetch(`${this.simulator.url}${path}`, { method: 'POST', body: JSON.stringify(content) });
    return { status: answer.status, body: await answer.json() };
  }
}

/** A callback about money that came for a pay code. */
export const paying = (payCode: string, amountFen: bigint, more: Partial<Callback> = {}): Callback => ({
  callbackId: newId(),
  kind: 'paid',
  payCode,
  transactionId: `T${newId()}`,
  amountFen: String(amountFen),
  at: '2026-11-02T03:04:05Z',
  ...more,
});

/** A callback as the provider would send it, with what a forger would change. */
export function signedCallback(
  content: object,
  change: { at?: number; signedAs?: Partial<Signed>; secret?: string } = {},
): RequestInit {
  const body = JSON.stringify(content);
  const request = { method: 'POST', path: '/payment/callbacks', body, ...change.signedAs };
  const signed = signedRequestHeaders(change.secret ?? secret, request, change.at ?? Date.now());
  return { method: 'POST', headers: { 'content-type': 'application/json', ...signed }, body };
}

import { randomUUID } from 'node:crypto';
import type { ClientLog } from './client-log.js';
import type { Tally } from './tally.js';
import { insist } from './walker.js';

/** Whoever pays: at a bank or in an app, that is at the provider's simulator, which only knows the pay code. */
export class Payer {
  constructor(
    private readonly provider: string,
    private readonly log: ClientLog,
    private readonly tally: Tally,
  ) {}

  /** Waits until the provider has the order of a bill: one that is void before was never to be paid. */
  async untilKnown(payCode: string): Promise<void> {
    await insist('the payer', this.tally, async () => this.ask('GET', payCode));
  }

  /** Pays a bill, as soon as the provider has its order. @param payCode of the bill */
  async pay(payCode: string): Promise<void> {
    const op = randomUUID();
    await this.log.write({ op, key: payCode, person: 'payer', service: 'payment', act: '/pay' });
    const began = performance.now();
    await insist('the payer', this.tally, async () => this.ask('POST', payCode));
    this.tally.took('billed → paid at provider', performance.now() - began);
    await this.log.write({ op, outcome: 'ok' });
  }

  private async ask(
    method: 'GET' | 'POST',
    payCode: string,
  ): Promise<{ status: number; text: string; body: Record<string, unknown> } | undefined> {
    const sent = method === 'POST' ? { method, body: '{}' } : { method };
    const answer = await fetch(`${this.provider}/pay/${payCode}`, sent).catch(() => undefined);
    const text = await answer?.text().catch(() => undefined);
    // The provider knows the pay code a moment after the bill was issued.
    const status = answer?.status === 404 ? 503 : answer?.status;
    return status === undefined || text === undefined ? undefined : { status, text, body: {} };
  }
}

import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { CourierSimulatorConfig } from './simulator.config.js';
import { signedHeaders } from './signed-body.js';

const tries = 120;
const timeoutMilliseconds = 5_000;

/** Calls the platform back: signed, again until it is heard, and every now and then twice. */
export class CallbackSender {
  private sent = 0;
  private stopped = false;
  /** One after the other, so that a pick-up is told before its delivery unless a try fails. */
  private queue: Promise<void> = Promise.resolve();

  /** @param sign the headers that prove a body, sent at a time in milliseconds */
  constructor(
    private readonly config: CourierSimulatorConfig,
    private readonly sign = (body: string, at: number): Record<string, string> =>
      signedHeaders(config.secret, body, at),
  ) {}

  /** Queues a callback. @param content what became of a parcel */
  send(content: object): void {
    this.sent += 1;
    const { repeatEvery } = this.config;
    const times = repeatEvery > 0 && this.sent % repeatEvery === 0 ? 2 : 1;
    const body = JSON.stringify({ callbackId: randomUUID(), ...content });
    for (let n = 0; n < times; n += 1) this.queue = this.queue.then(async () => this.deliver(body));
  }

  /** No more tries. */
  stop(): void {
    this.stopped = true;
  }

  private async deliver(body: string): Promise<void> {
    for (let attempt = 1; attempt <= tries && !this.stopped; attempt += 1) {
      if (await this.attempt(body)) return;
      await sleep(Math.min(5_000, 100 * 2 ** attempt), undefined, { ref: false });
    }
  }

  private async attempt(body: string): Promise<boolean> {
    const { callbackUrl } = this.config;
    const headers = { 'content-type': 'application/json', ...this.sign(body, Date.now()) };
    try {
      const signal = AbortSignal.timeout(timeoutMilliseconds);
      const { ok, status } = await fetch(callbackUrl, { method: 'POST', headers, body, signal });
      // Refused for good: trying again would not help.
      return ok || (status >= 400 && status < 500 && status !== 409 && status !== 429);
    } catch {
      // The platform is away: the next try finds it, or the one after.
      return false;
    }
  }
}

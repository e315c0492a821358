import { Inject, Injectable } from '@nestjs/common';
import { GatewayConfig } from '../gateway.config.js';

interface Bucket {
  left: number;
  filledAt: number;
}

const mostAddresses = 10_000;

/** How many requests an address may still make: a bucket that fills up steadily, so that bursts pass and floods do not. */
@Injectable()
export class RequestBudget {
  private readonly buckets = new Map<string, Bucket>();

  constructor(@Inject(GatewayConfig) private readonly config: GatewayConfig) {}

  /** Takes one request out of an address's bucket. @returns false when there is none left */
  spend(address: string): boolean {
    const most = this.config.REQUESTS_PER_MINUTE;
    const now = performance.now();
    const bucket = this.buckets.get(address) ?? { left: most, filledAt: now };
    bucket.left = Math.min(most, bucket.left + ((now - bucket.filledAt) * most) / 60_000);
    bucket.filledAt = now;
    this.buckets.set(address, bucket);
    if (this.buckets.size > mostAddresses) this.forgetOldest();
    if (bucket.left < 1) return false;
    bucket.left -= 1;
    return true;
  }

  private forgetOldest(): void {
    for (const address of this.buckets.keys()) {
      this.buckets.delete(address);
      return;
    }
  }
}

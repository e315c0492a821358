import { Inject, Injectable } from '@nestjs/common';
import { DomainError } from '#lib/service-kit';
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

  /** Takes one request out of an address's bucket. @throws DomainError `requests.too-many` */
  spend(address: string): void {
    const most = this.config.REQUESTS_PER_MINUTE;
    const now = performance.now();
    const bucket = this.buckets.get(address) ?? { left: most, filledAt: now };
    bucket.left = Math.min(most, bucket.left + ((now - bucket.filledAt) * most) / 60_000);
    bucket.filledAt = now;
    this.buckets.set(address, bucket);
    if (this.buckets.size > mostAddresses) this.forgetOldest();
    if (bucket.left < 1) throw tooMany();
    bucket.left -= 1;
  }

  private forgetOldest(): void {
    for (const address of this.buckets.keys()) {
      this.buckets.delete(address);
      return;
    }
  }
}

const tooMany = (): DomainError =>
  new DomainError('requests.too-many', 'too-many', {
    zh: '操作过于频繁,请稍后再试。',
    en: 'Too many requests; wait a moment.',
  });

import { createHmac } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { EvaluationConfig } from '../evaluation.config.js';

/** Words this short are the same by chance. */
const shortest = 6;

/** Digests of addresses and texts under the service's key: equal ones meet, and nobody without the key can try any out. */
@Injectable()
export class Digests {
  constructor(@Inject(EvaluationConfig) private readonly config: EvaluationConfig) {}

  /** Of an address; empty for one that many people share, which proves nobody's device. */
  ofAddress(address: string): string {
    const shared = this.config.SHARED_ADDRESSES.split(',').map((one) => one.trim());
    return shared.includes(address) ? '' : this.digest('address', address);
  }

  /** Of a text, whatever its spaces and punctuation; empty for a short one. */
  ofText(text: string): string {
    const words = text.normalize('NFKC').replaceAll(/[\s\p{P}]/gu, '');
    return words.length < shortest ? '' : this.digest('text', words);
  }

  private digest(kind: string, value: string): string {
    return createHmac('sm3', this.config.DIGEST_KEY).update(`${kind}\n${value}`).digest('hex');
  }
}

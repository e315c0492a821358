import { IsIn, Matches } from 'class-validator';
import { ProviderWords } from '../provider/provider-words.js';

/** What the payment provider tells. */
export class PaymentCallbackRequest extends ProviderWords {
  @Matches(/^[\w-]{1,40}$/) callbackId: string;
  @IsIn(['paid', 'failed', 'refunded']) kind: 'paid' | 'failed' | 'refunded';
}

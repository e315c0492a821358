import { Controller } from '@nestjs/common';
import { type KeysPublished, KeysPublishedSchema } from '#lib/contracts';
import { type Delivery, OnEvent } from '#lib/messaging';
import { keepNewest } from './copies.repository.js';
import { KeyCopy } from './key-copy.js';

/** Keeps the public keys that tokens are checked with. */
@Controller()
export class HearKeysPublishedHandler {
  constructor(private readonly keys: KeyCopy) {}

  @OnEvent(KeysPublishedSchema)
  async handle({ tx, event, envelope }: Delivery<KeysPublished>): Promise<void> {
    await keepNewest(tx, 'identity_fact', { kind: 'keys', content: event.jwks, version: envelope.aggregateVersion });
    tx.afterCommit(() => this.keys.forget());
  }
}

import { Controller } from '@nestjs/common';
import { type BundlePublished, BundlePublishedSchema } from '#lib/contracts';
import { type Delivery, OnEvent } from '#lib/messaging';
import { keepBundle } from '../bundle-copy/bundle-copy.repository.js';

/** Keeps this service's copy of the bundles (一件事), every version of them. */
@Controller()
export class KeepBundleOnBundlePublishedHandler {
  @OnEvent(BundlePublishedSchema)
  async handle({ tx, event }: Delivery<BundlePublished>): Promise<void> {
    await keepBundle(tx, event);
  }
}

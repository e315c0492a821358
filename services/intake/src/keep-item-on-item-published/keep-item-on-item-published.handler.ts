import { Controller } from '@nestjs/common';
import { type ItemPublished, ItemPublishedSchema } from '#lib/contracts';
import { type Delivery, OnEvent } from '#lib/messaging';
import { keepItem } from '../item-copy/item-copy.repository.js';

/** Keeps this service's copy of the item register, every version of it. */
@Controller()
export class KeepItemOnItemPublishedHandler {
  @OnEvent(ItemPublishedSchema)
  async handle({ tx, event, envelope }: Delivery<ItemPublished>): Promise<void> {
    if (event.item === undefined) return;
    const from = event.effectiveFrom === '' ? envelope.occurredAt : new Date(event.effectiveFrom);
    await keepItem(tx, event.item, from);
  }
}

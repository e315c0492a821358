import { Controller } from '@nestjs/common';
import { type ItemWithdrawn, ItemWithdrawnSchema } from '#lib/contracts';
import { type Delivery, OnEvent } from '#lib/messaging';
import { markWithdrawn } from '../item-copy/item-copy.repository.js';

/** No more cases for the item; running ones keep their version. */
@Controller()
export class KeepItemOnItemWithdrawnHandler {
  @OnEvent(ItemWithdrawnSchema)
  async handle({ tx, event }: Delivery<ItemWithdrawn>): Promise<void> {
    await markWithdrawn(tx, event.itemId, event.version);
  }
}

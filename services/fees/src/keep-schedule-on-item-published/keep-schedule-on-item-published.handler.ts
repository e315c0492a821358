import { Controller } from '@nestjs/common';
import { type ItemPublished, ItemPublishedSchema } from '#lib/contracts';
import { type Delivery, OnEvent } from '#lib/messaging';
import { keepSchedule } from '../fee-schedule/fee-schedule.repository.js';

/** Keeps the fee list of every published version of an item. */
@Controller()
export class KeepScheduleOnItemPublishedHandler {
  @OnEvent(ItemPublishedSchema)
  async handle({ tx, event, envelope }: Delivery<ItemPublished>): Promise<void> {
    if (event.item === undefined) return;
    const { itemId, version, feeLines } = event.item;
    const effectiveFrom = event.effectiveFrom === '' ? envelope.occurredAt : new Date(event.effectiveFrom);
    await keepSchedule(tx, { itemId, version, codes: feeLines.map(({ code }) => code), effectiveFrom });
  }
}

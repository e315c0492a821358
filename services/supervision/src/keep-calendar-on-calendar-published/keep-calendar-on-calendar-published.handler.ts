import { Controller } from '@nestjs/common';
import { type CalendarPublished, CalendarPublishedSchema } from '#lib/contracts';
import { type Delivery, OnEvent } from '#lib/messaging';
import { KeepCalendar } from './keep-calendar.js';

/** A new version of a working-day calendar came into force. */
@Controller()
export class KeepCalendarOnCalendarPublishedHandler {
  constructor(private readonly keepCalendar: KeepCalendar) {}

  @OnEvent(CalendarPublishedSchema)
  async handle(delivery: Delivery<CalendarPublished>): Promise<void> {
    await this.keepCalendar.execute(delivery);
  }
}

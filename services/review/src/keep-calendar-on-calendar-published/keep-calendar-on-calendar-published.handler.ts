import { Controller } from '@nestjs/common';
import { type CalendarPublished, CalendarPublishedSchema } from '#lib/contracts';
import { type Delivery, OnEvent } from '#lib/messaging';
import { KeepCalendar } from './keep-calendar.js';

/** Hears of a new version of a working calendar. */
@Controller()
export class KeepCalendarOnCalendarPublishedHandler {
  constructor(private readonly keepCalendar: KeepCalendar) {}

  @OnEvent(CalendarPublishedSchema)
  async handle(delivery: Delivery<CalendarPublished>): Promise<void> {
    await this.keepCalendar.execute(delivery);
  }
}

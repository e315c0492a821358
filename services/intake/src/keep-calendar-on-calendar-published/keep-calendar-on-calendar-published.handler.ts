import { Controller } from '@nestjs/common';
import { type CalendarPublished, CalendarPublishedSchema } from '#lib/contracts';
import { type Delivery, OnEvent } from '#lib/messaging';
import { keepCalendar } from '../calendar-copy/calendar-copy.repository.js';

/** Keeps this service's copy of the working-day calendars. */
@Controller()
export class KeepCalendarOnCalendarPublishedHandler {
  @OnEvent(CalendarPublishedSchema)
  async handle({ tx, event }: Delivery<CalendarPublished>): Promise<void> {
    await keepCalendar(tx, event);
  }
}

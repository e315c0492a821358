import { Controller } from '@nestjs/common';
import { type CalendarPublished, CalendarPublishedSchema } from '#lib/contracts';
import { type Delivery, OnEvent } from '#lib/messaging';
import { keepCalendar } from './calendar-copy.repository.js';

/** Keeps a service's copy of the working-day calendars, by which it computes its dates. */
@Controller()
export class KeepCalendarOnCalendarPublishedHandler {
  @OnEvent(CalendarPublishedSchema)
  async handle(delivery: Delivery<CalendarPublished>): Promise<void> {
    await keepCalendar(delivery);
  }
}

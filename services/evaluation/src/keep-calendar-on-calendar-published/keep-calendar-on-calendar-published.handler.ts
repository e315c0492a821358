import { Controller } from '@nestjs/common';
import { type CalendarPublished, CalendarPublishedSchema } from '#lib/contracts';
import { type Delivery, OnEvent } from '#lib/messaging';
import { keepCalendar } from '../calendar-copy/calendar-copy.repository.js';

/** Keeps this office's copy of the working calendars, by which the limits of a rectification are counted. */
@Controller()
export class KeepCalendarOnCalendarPublishedHandler {
  @OnEvent(CalendarPublishedSchema)
  async handle({ tx, event, envelope }: Delivery<CalendarPublished>): Promise<void> {
    const { calendarId, version, publishedThrough, offDays, makeupWorkdays } = event;
    const label = event.label === '' ? `${calendarId}-${version}` : event.label;
    const { region } = envelope;
    await keepCalendar(tx, { calendarId, version, label, region, publishedThrough, offDays, makeupWorkdays });
  }
}

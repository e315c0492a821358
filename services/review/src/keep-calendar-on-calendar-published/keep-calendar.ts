import { Injectable } from '@nestjs/common';
import type { CalendarPublished } from '#lib/contracts';
import type { Delivery } from '#lib/messaging';
import { keepCalendar } from '../calendar/calendar.repository.js';

/** Keeps this service's copy of the working calendars. */
@Injectable()
export class KeepCalendar {
  async execute({ tx, event, envelope }: Delivery<CalendarPublished>): Promise<void> {
    const { calendarId, version, publishedThrough, offDays, makeupWorkdays } = event;
    const label = event.label === '' ? `${calendarId}-${version}` : event.label;
    const { region } = envelope;
    await keepCalendar(tx, { calendarId, version, label, region, publishedThrough, offDays, makeupWorkdays });
  }
}

import { Injectable } from '@nestjs/common';
import type { CalendarPublished } from '#lib/contracts';
import type { Delivery } from '#lib/messaging';
import { keepCalendar, workingCalendarId } from '../calendar/calendar.repository.js';
import { beginRecount } from '../recount/recount.repository.js';

/** Keeps a version of a calendar and has the open clocks counted anew, by and by. */
@Injectable()
export class KeepCalendar {
  async execute({ tx, event, envelope }: Delivery<CalendarPublished>): Promise<void> {
    const { calendarId, version, publishedThrough, offDays, makeupWorkdays } = event;
    const label = event.label === '' ? `${calendarId}-${version}` : event.label;
    const { region, occurredAt: publishedAt } = envelope;
    const days = { publishedThrough, offDays, makeupWorkdays };
    const isNew = await keepCalendar(tx, { calendarId, version, label, region, publishedAt, ...days });
    if (isNew && calendarId === workingCalendarId) await beginRecount(tx, `calendar ${label}`, publishedAt);
  }
}

import { Injectable } from '@nestjs/common';
import { keepCalendar, workingCalendarId } from '#lib/calendar-copies';
import type { CalendarPublished } from '#lib/contracts';
import type { Delivery } from '#lib/messaging';
import { beginRecount } from '../recount/recount.repository.js';

/** Keeps a version of a calendar and has the open clocks counted anew, by and by. */
@Injectable()
export class KeepCalendar {
  async execute(delivery: Delivery<CalendarPublished>): Promise<void> {
    const kept = await keepCalendar(delivery);
    if (kept?.calendarId !== workingCalendarId) return;
    await beginRecount(delivery.tx, `calendar ${kept.label}`, kept.publishedAt);
  }
}

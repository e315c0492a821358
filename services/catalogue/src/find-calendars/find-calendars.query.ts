import { Injectable } from '@nestjs/common';
import type { Tx } from '#lib/persistence';
import { getNewestVersion } from '../calendar/calendar.repository.js';
import type { CalendarAnswer } from './find-calendars.dto.js';

const everywhere = { prefixes: [''] };

/** The working-day calendars, open to everybody: anyone may check a date. */
@Injectable()
export class FindCalendars {
  /** @throws DomainError `calendar.not-found` */
  async get(tx: Tx, calendarId: string): Promise<CalendarAnswer> {
    const it = await getNewestVersion(tx, everywhere, calendarId);
    const { version, region, label, publishedThrough, offDays, makeupWorkdays } = it;
    const publishedAt = it.publishedAt.toISOString();
    return { calendarId, version, region, label, publishedThrough, offDays, makeupWorkdays, publishedAt };
  }
}

import { Injectable } from '@nestjs/common';
import { authorise, type Caller } from '#lib/access';
import { HolidayTableInvalid, parseHolidayTable, type WorkingCalendar } from '#lib/calendar';
import type { Tx } from '#lib/persistence';
import { calendarStale, calendarTableInvalid, calendarUnchanged } from '../calendar/calendar.errors.js';
import { findCalendar, hasLabel, publishTable } from '../calendar/calendar.repository.js';
import type { PublishedCalendarAnswer } from './publish-calendar.dto.js';

const everywhere = { prefixes: [''] };

/** Publishes a calendar in its next version, e.g. when the notice for another year is out. */
@Injectable()
export class PublishCalendar {
  /** @throws DomainError `calendar.stale-version`, `calendar.table-invalid`, `calendar.unchanged` */
  async execute(
    tx: Tx,
    input: { caller: Caller; calendarId: string; version: number; region: string; years: object },
  ): Promise<PublishedCalendarAnswer> {
    const { caller, calendarId, version } = input;
    const current = await findCalendar(tx, everywhere, calendarId);
    const region = current?.region ?? input.region;
    const by = await authorise(tx, caller, { region });
    const next = (current?.version ?? 0) + 1;
    if (version !== next) throw calendarStale(version, next);
    const table = read(input.years);
    // Who sees no calendar sees no label either, even when somebody publishes both at this moment: the key decides then.
    if (current !== undefined && (await hasLabel(tx, calendarId, table.version)))
      throw calendarUnchanged(table.version);
    const it = await publishTable(tx, current, table, { calendarId, region, by });
    return { calendarId, version: it.version, label: it.label, publishedThrough: it.publishedThrough };
  }
}

function read(years: object): WorkingCalendar {
  try {
    return parseHolidayTable({ years });
  } catch (error) {
    throw error instanceof HolidayTableInvalid ? calendarTableInvalid(error) : error;
  }
}

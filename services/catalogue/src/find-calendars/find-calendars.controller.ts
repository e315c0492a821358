import { Controller, Get, Param } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Work } from '#lib/persistence';
import { OpenRoute } from '#lib/service-kit';
import type { CalendarAnswer } from './find-calendars.dto.js';
import { FindCalendars } from './find-calendars.query.js';

@ApiTags('calendars')
@OpenRoute()
@Controller('calendars')
export class FindCalendarsController {
  constructor(
    private readonly work: Work,
    private readonly findCalendars: FindCalendars,
  ) {}

  @Get(':calendarId')
  async get(@Param('calendarId') calendarId: string): Promise<CalendarAnswer> {
    return this.work.read(async (tx) => this.findCalendars.get(tx, calendarId));
  }
}

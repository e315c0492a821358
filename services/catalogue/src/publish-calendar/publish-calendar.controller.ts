import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Allow, By, type Caller } from '#lib/access';
import { ActParam, type ActRequest, Acts } from '#lib/service-kit';
import { type PublishedCalendarAnswer, PublishCalendarRequest } from './publish-calendar.dto.js';
import { PublishCalendar } from './publish-calendar.js';

@ApiTags('calendars')
@Controller('calendars')
export class PublishCalendarController {
  constructor(
    private readonly acts: Acts,
    private readonly publishCalendar: PublishCalendar,
  ) {}

  @Post()
  @HttpCode(201)
  @Allow('calendar.publish')
  async publish(
    @Body() { calendarId, version, region, years }: PublishCalendarRequest,
    @By() caller: Caller,
    @ActParam() act: ActRequest,
  ): Promise<PublishedCalendarAnswer> {
    const input = { caller, calendarId, version, region, years };
    return this.acts.once(act, async (tx) => this.publishCalendar.execute(tx, input));
  }
}

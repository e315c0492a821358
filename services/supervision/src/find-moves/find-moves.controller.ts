import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Allow, By, type Caller } from '#lib/access';
import { type Page, Work } from '#lib/persistence';
import { PageQuery } from '#lib/service-kit';
import type { DueMove } from '../clock/due-move.entity.js';
import { FindMoves } from './find-moves.query.js';

/** The cases whose dates a calendar moved. */
@ApiTags('calendars')
@Controller('calendars')
export class FindMovesController {
  constructor(
    private readonly work: Work,
    private readonly findMoves: FindMoves,
  ) {}

  @Get(':version/moved')
  @Allow('clock.list')
  async moved(
    @Param('version') version: string,
    @Query() page: PageQuery,
    @By() caller: Caller,
  ): Promise<Page<DueMove>> {
    return this.work.run(async (tx) => this.findMoves.byCalendar(tx, caller, version, page));
  }
}

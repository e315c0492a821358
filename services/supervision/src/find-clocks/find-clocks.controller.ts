import { Controller, Get, Param } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Allow, By, type Caller } from '#lib/access';
import { Work } from '#lib/persistence';
import type { CaseClocks } from './find-clocks.dto.js';
import { FindClocks } from './find-clocks.query.js';

/** The clocks of a case, explained. */
@ApiTags('cases')
@Controller('cases')
export class FindClocksController {
  constructor(
    private readonly work: Work,
    private readonly findClocks: FindClocks,
  ) {}

  @Get(':caseId/clocks')
  @Allow('clock.read')
  async ofCase(@Param('caseId') caseId: string, @By() caller: Caller): Promise<CaseClocks> {
    return this.work.run(async (tx) => this.findClocks.ofCase(tx, caller, caseId));
  }
}

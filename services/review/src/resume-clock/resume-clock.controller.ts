import { Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Allow, By, type Caller } from '#lib/access';
import { ActParam, type ActRequest, Acts, IfMatch } from '#lib/service-kit';
import type { ResumedAnswer } from './resume-clock.dto.js';
import { ResumeClock } from './resume-clock.js';

@ApiTags('cases')
@Controller('cases')
export class ResumeClockController {
  constructor(
    private readonly acts: Acts,
    private readonly resumeClock: ResumeClock,
  ) {}

  @Post(':caseId/clock/resume')
  @HttpCode(200)
  @Allow('clock.resume')
  async resume(
    @Param('caseId') caseId: string,
    @By() caller: Caller,
    @ActParam() act: ActRequest,
    @IfMatch() version: number,
  ): Promise<ResumedAnswer> {
    return this.acts.once(act, async (tx) => this.resumeClock.execute(tx, { caller, caseId, version }));
  }
}

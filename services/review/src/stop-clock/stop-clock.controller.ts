import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Allow, By, type Caller } from '#lib/access';
import { ActParam, type ActRequest, Acts, IfMatch } from '#lib/service-kit';
import { StopClockRequest, type StoppedAnswer } from './stop-clock.dto.js';
import { StopClock } from './stop-clock.js';

@ApiTags('cases')
@Controller('cases')
export class StopClockController {
  constructor(
    private readonly acts: Acts,
    private readonly stopClock: StopClock,
  ) {}

  @Post(':caseId/clock/stop')
  @HttpCode(200)
  @Allow('clock.stop')
  async stop(
    @Param('caseId') caseId: string,
    @Body() { procedure, days }: StopClockRequest,
    @By() caller: Caller,
    @ActParam() act: ActRequest,
    @IfMatch() version: number,
  ): Promise<StoppedAnswer> {
    return this.acts.once(act, async (tx) => this.stopClock.execute(tx, { caller, caseId, version, procedure, days }));
  }
}

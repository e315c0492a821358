import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Allow, By, type Caller } from '#lib/access';
import { ActParam, type ActRequest, Acts, IfMatch } from '#lib/service-kit';
import { GiveOpinionRequest, type OpinionAnswer } from './give-opinion.dto.js';
import { GiveOpinion } from './give-opinion.js';

@ApiTags('tasks')
@Controller('tasks')
export class GiveOpinionController {
  constructor(
    private readonly acts: Acts,
    private readonly giveOpinion: GiveOpinion,
  ) {}

  @Post(':taskId/opinion')
  @HttpCode(200)
  @Allow('opinion.give')
  async give(
    @Param('taskId') taskId: string,
    @Body() { opinion, note }: GiveOpinionRequest,
    @By() caller: Caller,
    @ActParam() act: ActRequest,
    @IfMatch() version: number,
  ): Promise<OpinionAnswer> {
    const input = { caller, taskId, version, opinion, note };
    return this.acts.once(act, async (tx) => this.giveOpinion.execute(tx, input));
  }
}

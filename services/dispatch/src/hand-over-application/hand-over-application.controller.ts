import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Allow, By, type Caller } from '#lib/access';
import { ActParam, type ActRequest, Acts } from '#lib/service-kit';
import { type HandedOverAnswer, HandOverApplicationRequest } from './hand-over-application.dto.js';
import { HandOverApplication } from './hand-over-application.js';

/** 一并出件: the window gives all results of a bundle out at once. */
@ApiTags('applications')
@Controller('applications')
export class HandOverApplicationController {
  constructor(
    private readonly acts: Acts,
    private readonly handOverApplication: HandOverApplication,
  ) {}

  @Post(':applicationId/hand-over')
  @HttpCode(200)
  @Allow('result.hand-over')
  async handOver(
    @Param('applicationId') applicationId: string,
    @Body() receiver: HandOverApplicationRequest,
    @By() caller: Caller,
    @ActParam() act: ActRequest,
  ): Promise<HandedOverAnswer> {
    const input = { caller, applicationId, receiver };
    return this.acts.once(act, async (tx) => this.handOverApplication.execute(tx, input));
  }
}

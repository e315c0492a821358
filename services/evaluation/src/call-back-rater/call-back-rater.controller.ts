import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Allow, By, type Caller } from '#lib/access';
import { ActParam, type ActRequest, Acts, IfMatch } from '#lib/service-kit';
import type { RectificationAnswer } from '../rectification/rectification.dto.js';
import { CallBackRaterRequest } from './call-back-rater.dto.js';
import { CallBackRater } from './call-back-rater.js';

/** The hall or supervision calls the rater back. */
@ApiTags('rectifications')
@Controller('rectifications')
export class CallBackRaterController {
  constructor(
    private readonly acts: Acts,
    private readonly callBackRater: CallBackRater,
  ) {}

  @Post(':rectificationId/call-back')
  @HttpCode(200)
  @Allow('rectification.call-back')
  async act(
    @Param('rectificationId') rectificationId: string,
    @Body() body: CallBackRaterRequest,
    @By() caller: Caller,
    @ActParam() act: ActRequest,
    @IfMatch() version: number,
  ): Promise<RectificationAnswer> {
    const input = Object.assign({ caller, rectificationId, version }, body);
    return this.acts.once(act, async (tx) => this.callBackRater.execute(tx, input));
  }
}

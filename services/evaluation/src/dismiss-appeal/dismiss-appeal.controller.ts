import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Allow, By, type Caller } from '#lib/access';
import { ActParam, type ActRequest, Acts, IfMatch } from '#lib/service-kit';
import type { RectificationAnswer } from '../rectification/rectification.dto.js';
import { DismissAppealRequest } from './dismiss-appeal.dto.js';
import { DismissAppeal } from './dismiss-appeal.js';

/** Supervision dismisses an appeal. */
@ApiTags('rectifications')
@Controller('rectifications')
export class DismissAppealController {
  constructor(
    private readonly acts: Acts,
    private readonly dismissAppeal: DismissAppeal,
  ) {}

  @Post(':rectificationId/dismiss')
  @HttpCode(200)
  @Allow('appeal.dismiss')
  async act(
    @Param('rectificationId') rectificationId: string,
    @Body() body: DismissAppealRequest,
    @By() caller: Caller,
    @ActParam() act: ActRequest,
    @IfMatch() version: number,
  ): Promise<RectificationAnswer> {
    const input = Object.assign({ caller, rectificationId, version }, body);
    return this.acts.once(act, async (tx) => this.dismissAppeal.execute(tx, input));
  }
}

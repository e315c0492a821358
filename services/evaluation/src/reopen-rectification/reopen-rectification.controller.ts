import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Allow, By, type Caller } from '#lib/access';
import { ActParam, type ActRequest, Acts, IfMatch } from '#lib/service-kit';
import type { RectificationAnswer } from '../rectification/rectification.dto.js';
import { ReopenRectificationRequest } from './reopen-rectification.dto.js';
import { ReopenRectification } from './reopen-rectification.js';

/** The hall or supervision sends a rectification back whose rater is still dissatisfied. */
@ApiTags('rectifications')
@Controller('rectifications')
export class ReopenRectificationController {
  constructor(
    private readonly acts: Acts,
    private readonly reopenRectification: ReopenRectification,
  ) {}

  @Post(':rectificationId/reopen')
  @HttpCode(200)
  @Allow('rectification.reopen')
  async act(
    @Param('rectificationId') rectificationId: string,
    @Body() body: ReopenRectificationRequest,
    @By() caller: Caller,
    @ActParam() act: ActRequest,
    @IfMatch() version: number,
  ): Promise<RectificationAnswer> {
    const input = Object.assign({ caller, rectificationId, version }, body);
    return this.acts.once(act, async (tx) => this.reopenRectification.execute(tx, input));
  }
}

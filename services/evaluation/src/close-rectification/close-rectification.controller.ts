import { Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Allow, By, type Caller } from '#lib/access';
import { ActParam, type ActRequest, Acts, IfMatch } from '#lib/service-kit';
import type { RectificationAnswer } from '../rectification/rectification.dto.js';
import { CloseRectification } from './close-rectification.js';

/** The hall or supervision closes a rectification whose rater was called back. */
@ApiTags('rectifications')
@Controller('rectifications')
export class CloseRectificationController {
  constructor(
    private readonly acts: Acts,
    private readonly closeRectification: CloseRectification,
  ) {}

  @Post(':rectificationId/close')
  @HttpCode(200)
  @Allow('rectification.close')
  async act(
    @Param('rectificationId') rectificationId: string,
    @By() caller: Caller,
    @ActParam() act: ActRequest,
    @IfMatch() version: number,
  ): Promise<RectificationAnswer> {
    const input = { caller, rectificationId, version };
    return this.acts.once(act, async (tx) => this.closeRectification.execute(tx, input));
  }
}

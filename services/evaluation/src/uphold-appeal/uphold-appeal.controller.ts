import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Allow, By, type Caller } from '#lib/access';
import { ActParam, type ActRequest, Acts, IfMatch } from '#lib/service-kit';
import type { RectificationAnswer } from '../rectification/rectification.dto.js';
import { UpholdAppealRequest } from './uphold-appeal.dto.js';
import { UpholdAppeal } from './uphold-appeal.js';

/** Supervision upholds an appeal. */
@ApiTags('rectifications')
@Controller('rectifications')
export class UpholdAppealController {
  constructor(
    private readonly acts: Acts,
    private readonly upholdAppeal: UpholdAppeal,
  ) {}

  @Post(':rectificationId/uphold')
  @HttpCode(200)
  @Allow('appeal.uphold')
  async act(
    @Param('rectificationId') rectificationId: string,
    @Body() body: UpholdAppealRequest,
    @By() caller: Caller,
    @ActParam() act: ActRequest,
    @IfMatch() version: number,
  ): Promise<RectificationAnswer> {
    const input = Object.assign({ caller, rectificationId, version }, body);
    return this.acts.once(act, async (tx) => this.upholdAppeal.execute(tx, input));
  }
}

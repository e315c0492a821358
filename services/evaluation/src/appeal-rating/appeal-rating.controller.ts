import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Allow, By, type Caller } from '#lib/access';
import { ActParam, type ActRequest, Acts, IfMatch } from '#lib/service-kit';
import type { RectificationAnswer } from '../rectification/rectification.dto.js';
import { AppealRatingRequest } from './appeal-rating.dto.js';
import { AppealRating } from './appeal-rating.js';

/** The department appeals against a rating it holds for malicious or mistaken. */
@ApiTags('rectifications')
@Controller('rectifications')
export class AppealRatingController {
  constructor(
    private readonly acts: Acts,
    private readonly appealRating: AppealRating,
  ) {}

  @Post(':rectificationId/appeal')
  @HttpCode(200)
  @Allow('rectification.appeal')
  async act(
    @Param('rectificationId') rectificationId: string,
    @Body() body: AppealRatingRequest,
    @By() caller: Caller,
    @ActParam() act: ActRequest,
    @IfMatch() version: number,
  ): Promise<RectificationAnswer> {
    const input = Object.assign({ caller, rectificationId, version }, body);
    return this.acts.once(act, async (tx) => this.appealRating.execute(tx, input));
  }
}

import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Allow, By, type Caller } from '#lib/access';
import { ActParam, type ActRequest, Acts, IfMatch } from '#lib/service-kit';
import type { RectificationAnswer } from '../rectification/rectification.dto.js';
import { AnswerRectificationRequest } from './answer-rectification.dto.js';
import { AnswerRectification } from './answer-rectification.js';

/** The department answers what it found and did. */
@ApiTags('rectifications')
@Controller('rectifications')
export class AnswerRectificationController {
  constructor(
    private readonly acts: Acts,
    private readonly answerRectification: AnswerRectification,
  ) {}

  @Post(':rectificationId/answer')
  @HttpCode(200)
  @Allow('rectification.answer')
  async act(
    @Param('rectificationId') rectificationId: string,
    @Body() body: AnswerRectificationRequest,
    @By() caller: Caller,
    @ActParam() act: ActRequest,
    @IfMatch() version: number,
  ): Promise<RectificationAnswer> {
    const input = Object.assign({ caller, rectificationId, version }, body);
    return this.acts.once(act, async (tx) => this.answerRectification.execute(tx, input));
  }
}

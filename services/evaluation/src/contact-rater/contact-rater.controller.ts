import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Allow, By, type Caller } from '#lib/access';
import { ActParam, type ActRequest, Acts, IfMatch } from '#lib/service-kit';
import type { RectificationAnswer } from '../rectification/rectification.dto.js';
import { ContactRaterRequest } from './contact-rater.dto.js';
import { ContactRater } from './contact-rater.js';

/** The department contacts whoever rated badly. */
@ApiTags('rectifications')
@Controller('rectifications')
export class ContactRaterController {
  constructor(
    private readonly acts: Acts,
    private readonly contactRater: ContactRater,
  ) {}

  @Post(':rectificationId/contact')
  @HttpCode(200)
  @Allow('rectification.contact')
  async act(
    @Param('rectificationId') rectificationId: string,
    @Body() body: ContactRaterRequest,
    @By() caller: Caller,
    @ActParam() act: ActRequest,
    @IfMatch() version: number,
  ): Promise<RectificationAnswer> {
    const input = Object.assign({ caller, rectificationId, version }, body);
    return this.acts.once(act, async (tx) => this.contactRater.execute(tx, input));
  }
}

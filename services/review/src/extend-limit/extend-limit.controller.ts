import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Allow, By, type Caller } from '#lib/access';
import { ActParam, type ActRequest, Acts, IfMatch } from '#lib/service-kit';
import { type ExtendedAnswer, ExtendLimitRequest } from './extend-limit.dto.js';
import { ExtendLimit } from './extend-limit.js';

@ApiTags('cases')
@Controller('cases')
export class ExtendLimitController {
  constructor(
    private readonly acts: Acts,
    private readonly extendLimit: ExtendLimit,
  ) {}

  @Post(':caseId/extend')
  @HttpCode(200)
  @Allow('limit.extend')
  async extend(
    @Param('caseId') caseId: string,
    @Body() { reason }: ExtendLimitRequest,
    @By() caller: Caller,
    @ActParam() act: ActRequest,
    @IfMatch() version: number,
  ): Promise<ExtendedAnswer> {
    return this.acts.once(act, async (tx) => this.extendLimit.execute(tx, { caller, caseId, version, reason }));
  }
}

import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Allow, By, type Caller } from '#lib/access';
import { ActParam, type ActRequest, Acts, IfMatch } from '#lib/service-kit';
import { RevokeDecisionRequest, type RevokedAnswer } from './revoke-decision.dto.js';
import { RevokeDecision } from './revoke-decision.js';

@ApiTags('cases')
@Controller('cases')
export class RevokeDecisionController {
  constructor(
    private readonly acts: Acts,
    private readonly revokeDecision: RevokeDecision,
  ) {}

  @Post(':caseId/decision/revoke')
  @HttpCode(200)
  @Allow('decision.revoke')
  async revoke(
    @Param('caseId') caseId: string,
    @Body() { reason }: RevokeDecisionRequest,
    @By() caller: Caller,
    @ActParam() act: ActRequest,
    @IfMatch() version: number,
  ): Promise<RevokedAnswer> {
    return this.acts.once(act, async (tx) => this.revokeDecision.execute(tx, { caller, caseId, version, reason }));
  }
}

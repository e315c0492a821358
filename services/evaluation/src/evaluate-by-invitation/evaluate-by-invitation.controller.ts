import { Body, Controller, HttpCode, Ip, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { type Visitor, WhoVisits } from '#lib/access';
import { ActParam, type ActRequest, Acts, OpenRoute } from '#lib/service-kit';
import type { EvaluationAnswer } from '../evaluation/rating.dto.js';
import { EvaluateByInvitationRequest } from './evaluate-by-invitation.dto.js';
import { EvaluateByInvitation } from './evaluate-by-invitation.js';

/** Whoever holds an invitation rates without signing in; a signed-in staff member is refused here too. */
@ApiTags('evaluations')
@Controller('evaluations')
export class EvaluateByInvitationController {
  constructor(
    private readonly acts: Acts,
    private readonly evaluateByInvitation: EvaluateByInvitation,
  ) {}

  @Post()
  @HttpCode(200)
  @OpenRoute()
  async evaluate(
    @Body() body: EvaluateByInvitationRequest,
    @WhoVisits() visitor: Visitor | undefined,
    @Ip() address: string,
    @ActParam() act: ActRequest,
  ): Promise<EvaluationAnswer> {
    const { token, ...rating } = body;
    return this.acts.once(act, async (tx) =>
      this.evaluateByInvitation.execute(tx, { visitor, token, rating, address }),
    );
  }
}

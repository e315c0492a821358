import { Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Allow, By, type Caller } from '#lib/access';
import { Work } from '#lib/persistence';
import { type InvitationAnswer, InviteToEvaluate } from './invite-to-evaluate.js';

/** The desk invites an applicant without an account to rate: a QR code, or a page on the hall's tablet. */
@ApiTags('occasions')
@Controller('occasions')
export class InviteToEvaluateController {
  constructor(
    private readonly work: Work,
    private readonly inviteToEvaluate: InviteToEvaluate,
  ) {}

  /** Takes no idempotency key: its answer is a secret and must not be stored; asked again, a new one takes its place. */
  @Post(':occasionId/invitation')
  @HttpCode(200)
  @Allow('occasion.invite')
  async invite(@Param('occasionId') occasionId: string, @By() caller: Caller): Promise<InvitationAnswer> {
    return this.work.run(async (tx) => this.inviteToEvaluate.execute(tx, { caller, occasionId }));
  }
}

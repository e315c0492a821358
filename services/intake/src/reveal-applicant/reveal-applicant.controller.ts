import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Allow, By, type Caller } from '#lib/access';
import { Work } from '#lib/persistence';
import { RevealApplicantRequest, type RevealedAnswer } from './reveal-applicant.dto.js';
import { RevealApplicant } from './reveal-applicant.query.js';

/** A clear view of personal data, for a stated purpose. Not kept under an idempotency key: answers kept there are stored. */
@ApiTags('cases')
@Controller('cases')
export class RevealApplicantController {
  constructor(
    private readonly work: Work,
    private readonly revealApplicant: RevealApplicant,
  ) {}

  @Post(':caseId/reveal')
  @HttpCode(200)
  @Allow('case.reveal')
  async reveal(
    @Param('caseId') caseId: string,
    @Body() { purpose }: RevealApplicantRequest,
    @By() caller: Caller,
  ): Promise<RevealedAnswer> {
    return this.work.run(async (tx) => this.revealApplicant.execute(tx, { caller, caseId, purpose }));
  }
}

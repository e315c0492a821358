import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Allow, By, type Caller } from '#lib/access';
import { Work } from '#lib/persistence';
import type { Applicant } from '../applicant/applicant.js';
import { RevealApplicantRequest } from './reveal-applicant.dto.js';
import { RevealApplicant } from './reveal-applicant.js';

@ApiTags('cases')
@Controller('cases')
export class RevealApplicantController {
  constructor(
    private readonly work: Work,
    private readonly revealApplicant: RevealApplicant,
  ) {}

  /** Takes no idempotency key: its answer must not be stored, and every look is a row of its own. */
  @Post(':caseId/reveal')
  @HttpCode(200)
  @Allow('case.reveal')
  async reveal(
    @Param('caseId') caseId: string,
    @Body() { purpose }: RevealApplicantRequest,
    @By() caller: Caller,
  ): Promise<Applicant> {
    return this.work.run(async (tx) => this.revealApplicant.execute(tx, { caller, caseId, purpose }));
  }
}

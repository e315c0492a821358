import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Allow, By, type Caller } from '#lib/access';
import { ActParam, type ActRequest, Acts } from '#lib/service-kit';
import type { CaseAnswer } from '../case/case.dto.js';
import { AcceptApplicationRequest, type AcceptedApplicationAnswer } from './accept-application.dto.js';
import { AcceptCase } from './accept-case.js';

/** 一件事受理: member cases of one application, in one act; each with its own notice, plan and clocks. */
@ApiTags('applications')
@Controller('applications')
export class AcceptApplicationController {
  constructor(
    private readonly acts: Acts,
    private readonly acceptCase: AcceptCase,
  ) {}

  @Post(':applicationId/accept')
  @HttpCode(200)
  @Allow('case.accept')
  async accept(
    @Param('applicationId') applicationId: string,
    @Body() body: AcceptApplicationRequest,
    @By() caller: Caller,
    @ActParam() act: ActRequest,
  ): Promise<AcceptedApplicationAnswer> {
    return this.acts.once(act, async (tx) => {
      const cases: CaseAnswer[] = [];
      // In the order of their ids, so that two clerks with the same cases wait for each other instead of deadlocking.
      for (const { caseId, version, promise } of body.cases.toSorted((a, b) => (a.caseId < b.caseId ? -1 : 1))) {
        cases.push(await this.acceptCase.execute(tx, { caller, applicationId, caseId, version, promise }));
      }
      return { applicationId, cases };
    });
  }
}

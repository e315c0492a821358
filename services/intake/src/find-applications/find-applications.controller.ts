import { Controller, Get, Param } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Allow, By, type Caller } from '#lib/access';
import { Work } from '#lib/persistence';
import { FindApplication } from './find-application.query.js';
import type { ApplicationView } from './find-applications.dto.js';

/** A submission with its cases. */
@ApiTags('applications')
@Controller('applications')
export class FindApplicationsController {
  constructor(
    private readonly work: Work,
    private readonly findApplication: FindApplication,
  ) {}

  @Get(':applicationId')
  @Allow('case.read')
  async one(@Param('applicationId') applicationId: string, @By() caller: Caller): Promise<ApplicationView> {
    return this.work.run(async (tx) => this.findApplication.execute(tx, caller, applicationId));
  }
}

import { Body, Controller, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Allow, By, type Caller } from '#lib/access';
import { ActParam, type ActRequest, Acts } from '#lib/service-kit';
import { LodgeApplicationRequest, type LodgedAnswer } from './lodge-application.dto.js';
import { LodgeApplication } from './lodge-application.js';

/** 收件: an application comes in. */
@ApiTags('applications')
@Controller('applications')
export class LodgeApplicationController {
  constructor(
    private readonly acts: Acts,
    private readonly lodgeApplication: LodgeApplication,
  ) {}

  @Post()
  @Allow('application.lodge')
  async lodge(
    @Body() body: LodgeApplicationRequest,
    @By() caller: Caller,
    @ActParam() act: ActRequest,
  ): Promise<LodgedAnswer> {
    return this.acts.once(act, async (tx) => this.lodgeApplication.execute(tx, { caller, body }));
  }
}

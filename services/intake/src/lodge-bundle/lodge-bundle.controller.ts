import { Body, Controller, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Allow, By, type Caller } from '#lib/access';
import { ActParam, type ActRequest, Acts } from '#lib/service-kit';
import { type LodgedBundleAnswer, LodgeBundleRequest } from './lodge-bundle.dto.js';
import { LodgeBundle } from './lodge-bundle.js';

/** 一件事收件: one submission for several items. */
@ApiTags('applications')
@Controller('applications')
export class LodgeBundleController {
  constructor(
    private readonly acts: Acts,
    private readonly lodgeBundle: LodgeBundle,
  ) {}

  @Post('bundles')
  @Allow('application.lodge')
  async lodge(
    @Body() body: LodgeBundleRequest,
    @By() caller: Caller,
    @ActParam() act: ActRequest,
  ): Promise<LodgedBundleAnswer> {
    return this.acts.once(act, async (tx) => this.lodgeBundle.execute(tx, { caller, body }));
  }
}

import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { type Page, Work } from '#lib/persistence';
import { OpenRoute } from '#lib/service-kit';
import { type BundleAnswer, type BundleGuide, ListBundlesQuery } from './find-bundles.dto.js';
import { FindBundles } from './find-bundles.query.js';

@ApiTags('bundles')
@OpenRoute()
@Controller('bundles')
export class FindBundlesController {
  constructor(
    private readonly work: Work,
    private readonly findBundles: FindBundles,
  ) {}

  @Get()
  async list(@Query() query: ListBundlesQuery): Promise<Page<BundleAnswer>> {
    return this.work.read(async (tx) => this.findBundles.list(tx, query));
  }

  @Get(':bundleId')
  async one(@Param('bundleId') bundleId: string): Promise<BundleGuide> {
    return this.work.run(async (tx) => this.findBundles.one(tx, bundleId));
  }
}

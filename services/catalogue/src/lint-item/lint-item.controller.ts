import { Controller, Get, Param } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Allow, By, type Caller } from '#lib/access';
import { Work } from '#lib/persistence';
import type { ItemFindings } from './lint-item.dto.js';
import { LintItem } from './lint-item.query.js';

@ApiTags('items')
@Controller('items')
export class LintItemController {
  constructor(
    private readonly work: Work,
    private readonly lintItem: LintItem,
  ) {}

  @Get(':itemId/lint')
  @Allow('item.lint')
  async get(@Param('itemId') itemId: string, @By() caller: Caller): Promise<ItemFindings> {
    return this.work.read(async (tx) => this.lintItem.get(tx, caller, itemId));
  }
}

import { Controller, Get } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Allow, By, type Caller } from '#lib/access';
import { Work } from '#lib/persistence';
import type { RuleVersion } from '../rule/rule-version.entity.js';
import { FindRules } from './find-rules.query.js';

/** The rules of supervision, every version. */
@ApiTags('rules')
@Controller('rules')
export class FindRulesController {
  constructor(
    private readonly work: Work,
    private readonly findRules: FindRules,
  ) {}

  @Get()
  @Allow('rule.read')
  async list(@By() caller: Caller): Promise<{ items: RuleVersion[] }> {
    return this.work.run(async (tx) => this.findRules.list(tx, caller));
  }
}

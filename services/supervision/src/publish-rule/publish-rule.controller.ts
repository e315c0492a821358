import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Allow, By, type Caller } from '#lib/access';
import { ActParam, type ActRequest, Acts } from '#lib/service-kit';
import { type PublishedRuleAnswer, PublishRuleRequest } from './publish-rule.dto.js';
import { PublishRule } from './publish-rule.js';

/** Supervision publishes a version of a rule. */
@ApiTags('rules')
@Controller('rules')
export class PublishRuleController {
  constructor(
    private readonly acts: Acts,
    private readonly publishRule: PublishRule,
  ) {}

  @Post()
  @HttpCode(201)
  @Allow('rule.publish')
  async publish(
    @Body() body: PublishRuleRequest,
    @By() caller: Caller,
    @ActParam() act: ActRequest,
  ): Promise<PublishedRuleAnswer> {
    return this.acts.once(act, async (tx) => this.publishRule.execute(tx, caller, body));
  }
}

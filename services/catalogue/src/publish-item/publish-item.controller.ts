import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Allow, By, type Caller } from '#lib/access';
import { ActParam, type ActRequest, Acts } from '#lib/service-kit';
import { type PublishedItemAnswer, PublishItemRequest } from './publish-item.dto.js';
import { PublishItem } from './publish-item.js';

@ApiTags('items')
@Controller('items')
export class PublishItemController {
  constructor(
    private readonly acts: Acts,
    private readonly publishItem: PublishItem,
  ) {}

  @Post()
  @HttpCode(201)
  @Allow('item.publish')
  async publish(
    @Body() body: PublishItemRequest,
    @By() caller: Caller,
    @ActParam() act: ActRequest,
  ): Promise<PublishedItemAnswer> {
    return this.acts.once(act, async (tx) => this.publishItem.execute(tx, { caller, body }));
  }
}

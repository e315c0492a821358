import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Allow, By, type Caller } from '#lib/access';
import { ActParam, type ActRequest, Acts, IfMatch } from '#lib/service-kit';
import { type WithdrawnItemAnswer, WithdrawItemRequest } from './withdraw-item.dto.js';
import { WithdrawItem } from './withdraw-item.js';

@ApiTags('items')
@Controller('items')
export class WithdrawItemController {
  constructor(
    private readonly acts: Acts,
    private readonly withdrawItem: WithdrawItem,
  ) {}

  @Post(':itemId/withdraw')
  @HttpCode(200)
  @Allow('item.withdraw')
  async withdraw(
    @Param('itemId') itemId: string,
    @Body() { reason }: WithdrawItemRequest,
    @By() caller: Caller,
    @ActParam() act: ActRequest,
    @IfMatch() version: number,
  ): Promise<WithdrawnItemAnswer> {
    return this.acts.once(act, async (tx) => this.withdrawItem.execute(tx, { caller, itemId, version, reason }));
  }
}

import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Allow, By, type Caller } from '#lib/access';
import { ActParam, Acts, type ActRequest } from '#lib/service-kit';
import { type BusinessTimeAnswer, MoveBusinessTimeRequest } from './move-business-time.dto.js';
import { MoveBusinessTime } from './move-business-time.js';

@ApiTags('business time')
@Controller('business-time')
export class MoveBusinessTimeController {
  constructor(
    private readonly acts: Acts,
    private readonly moveBusinessTime: MoveBusinessTime,
  ) {}

  @Post()
  @HttpCode(200)
  @Allow('clock.move')
  async move(
    @Body() wish: MoveBusinessTimeRequest,
    @By() caller: Caller,
    @ActParam() act: ActRequest,
  ): Promise<BusinessTimeAnswer> {
    return this.acts.once(act, async (tx) => this.moveBusinessTime.execute(tx, { caller, wish }));
  }
}

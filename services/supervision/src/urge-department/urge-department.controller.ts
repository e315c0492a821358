import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Allow, By, type Caller } from '#lib/access';
import { ActParam, type ActRequest, Acts, IfMatch } from '#lib/service-kit';
import type { ActOrderAnswer } from '../act-order/act-order.dto.js';
import { UrgeDepartmentRequest } from './urge-department.dto.js';
import { UrgeDepartment } from './urge-department.js';

/** Supervision orders a department to act (督办). */
@ApiTags('cards')
@Controller('cards')
export class UrgeDepartmentController {
  constructor(
    private readonly acts: Acts,
    private readonly urgeDepartment: UrgeDepartment,
  ) {}

  @Post(':cardId/urge')
  @HttpCode(201)
  @Allow('card.urge')
  async urge(
    @Param('cardId') cardId: string,
    @Body() { demand, answerWorkingDays }: UrgeDepartmentRequest,
    @By() caller: Caller,
    @ActParam() act: ActRequest,
    @IfMatch() version: number,
  ): Promise<ActOrderAnswer> {
    const input = { caller, cardId, version, demand, answerWorkingDays };
    return this.acts.once(act, async (tx) => this.urgeDepartment.execute(tx, input));
  }
}

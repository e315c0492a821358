import { Controller } from '@nestjs/common';
import { type OutstandingMaterialLapsed, OutstandingMaterialLapsedSchema } from '#lib/contracts';
import { type Delivery, OnEvent } from '#lib/messaging';
import { LapseCase } from './lapse-case.js';

/** Hears that a promised material did not come in time. */
@Controller()
export class LapseCaseOnOutstandingMaterialLapsedHandler {
  constructor(private readonly lapseCase: LapseCase) {}

  @OnEvent(OutstandingMaterialLapsedSchema)
  async handle(delivery: Delivery<OutstandingMaterialLapsed>): Promise<void> {
    await this.lapseCase.execute(delivery);
  }
}

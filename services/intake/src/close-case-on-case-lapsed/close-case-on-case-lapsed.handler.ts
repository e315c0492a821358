import { Controller } from '@nestjs/common';
import { type CaseLapsed, CaseLapsedSchema } from '#lib/contracts';
import { type Delivery, OnEvent } from '#lib/messaging';
import { LapseCase } from './lapse-case.js';

/** Review ended the case because an outstanding material (容缺) did not come in time. */
@Controller()
export class CloseCaseOnCaseLapsedHandler {
  constructor(private readonly lapseCase: LapseCase) {}

  @OnEvent(CaseLapsedSchema)
  async handle(delivery: Delivery<CaseLapsed>): Promise<void> {
    await this.lapseCase.execute(delivery);
  }
}

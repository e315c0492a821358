import { Controller } from '@nestjs/common';
import { type CaseAccepted, CaseAcceptedSchema } from '#lib/contracts';
import { type Delivery, OnEvent } from '#lib/messaging';
import { OpenCase } from './open-case.js';

/** Takes an accepted case over from the front desk. */
@Controller()
export class OpenCaseOnCaseAcceptedHandler {
  constructor(private readonly openCase: OpenCase) {}

  @OnEvent(CaseAcceptedSchema)
  async handle(delivery: Delivery<CaseAccepted>): Promise<void> {
    await this.openCase.execute(delivery);
  }
}

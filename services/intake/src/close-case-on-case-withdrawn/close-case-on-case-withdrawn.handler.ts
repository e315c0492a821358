import { Controller } from '@nestjs/common';
import { type CaseWithdrawn, CaseWithdrawnSchema } from '#lib/contracts';
import { type Delivery, OnEvent } from '#lib/messaging';
import { CloseWithdrawnCase } from './close-withdrawn-case.js';

/** Review granted a withdrawal. */
@Controller()
export class CloseCaseOnCaseWithdrawnHandler {
  constructor(private readonly closeWithdrawnCase: CloseWithdrawnCase) {}

  @OnEvent(CaseWithdrawnSchema)
  async handle(delivery: Delivery<CaseWithdrawn>): Promise<void> {
    await this.closeWithdrawnCase.execute(delivery);
  }
}

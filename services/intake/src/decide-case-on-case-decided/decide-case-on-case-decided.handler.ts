import { Controller } from '@nestjs/common';
import { type CaseDecided, CaseDecidedSchema } from '#lib/contracts';
import { type Delivery, OnEvent } from '#lib/messaging';
import { DecideCase } from './decide-case.js';

/** The department decided. */
@Controller()
export class DecideCaseOnCaseDecidedHandler {
  constructor(private readonly decideCase: DecideCase) {}

  @OnEvent(CaseDecidedSchema)
  async handle(delivery: Delivery<CaseDecided>): Promise<void> {
    await this.decideCase.execute(delivery);
  }
}

import { Controller } from '@nestjs/common';
import { type CaseLapsed, CaseLapsedSchema } from '#lib/contracts';
import { type Delivery, OnEvent } from '#lib/messaging';
import { OpenOccasion } from '../occasion/open-occasion.js';

/** The end of a case whose promised material did not come can be rated; nobody rendered it. */
@Controller()
export class OpenOccasionOnCaseLapsedHandler {
  constructor(private readonly openOccasion: OpenOccasion) {}

  @OnEvent(CaseLapsedSchema)
  async handle(delivery: Delivery<CaseLapsed>): Promise<void> {
    await this.openOccasion.execute(delivery, delivery.event.caseId, { kind: 'lapse', servedBy: '' });
  }
}

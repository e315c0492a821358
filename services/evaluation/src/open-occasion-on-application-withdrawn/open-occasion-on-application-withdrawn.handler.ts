import { Controller } from '@nestjs/common';
import { type ApplicationWithdrawn, ApplicationWithdrawnSchema } from '#lib/contracts';
import { type Delivery, OnEvent } from '#lib/messaging';
import { OpenOccasion } from '../occasion/open-occasion.js';

/** Taking an application back before its acceptance can be rated; it is the applicant's own act, at whichever door. */
@Controller()
export class OpenOccasionOnApplicationWithdrawnHandler {
  constructor(private readonly openOccasion: OpenOccasion) {}

  @OnEvent(ApplicationWithdrawnSchema)
  async handle(delivery: Delivery<ApplicationWithdrawn>): Promise<void> {
    await this.openOccasion.execute(delivery, delivery.event.caseId, { kind: 'withdrawal', servedBy: '' });
  }
}

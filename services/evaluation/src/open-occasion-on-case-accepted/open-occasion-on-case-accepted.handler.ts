import { Controller } from '@nestjs/common';
import { type CaseAccepted, CaseAcceptedSchema } from '#lib/contracts';
import { type Delivery, OnEvent } from '#lib/messaging';
import { OpenOccasion } from '../occasion/open-occasion.js';

/** An acceptance can be rated; deemed, nobody rendered it. */
@Controller()
export class OpenOccasionOnCaseAcceptedHandler {
  constructor(private readonly openOccasion: OpenOccasion) {}

  @OnEvent(CaseAcceptedSchema)
  async handle(delivery: Delivery<CaseAccepted>): Promise<void> {
    const { caseId, deemed, acceptedBy } = delivery.event;
    await this.openOccasion.execute(delivery, caseId, { kind: 'acceptance', servedBy: deemed ? '' : acceptedBy });
  }
}

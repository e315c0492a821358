import { Controller } from '@nestjs/common';
import { type CorrectionRequested, CorrectionRequestedSchema } from '#lib/contracts';
import { type Delivery, OnEvent } from '#lib/messaging';
import { inPerson, OpenOccasion } from '../occasion/open-occasion.js';

/** Telling the defects at once is a service that can be rated. */
@Controller()
export class OpenOccasionOnCorrectionRequestedHandler {
  constructor(private readonly openOccasion: OpenOccasion) {}

  @OnEvent(CorrectionRequestedSchema)
  async handle(delivery: Delivery<CorrectionRequested>): Promise<void> {
    const { event, envelope } = delivery;
    const servedBy = inPerson(envelope.authority.personId);
    await this.openOccasion.execute(delivery, event.caseId, { kind: 'correction', servedBy });
  }
}

import { Controller } from '@nestjs/common';
import { type CaseWithdrawn, CaseWithdrawnSchema } from '#lib/contracts';
import { type Delivery, OnEvent } from '#lib/messaging';
import { inPerson, OpenOccasion } from '../occasion/open-occasion.js';

/** A withdrawal that was granted can be rated. */
@Controller()
export class OpenOccasionOnCaseWithdrawnHandler {
  constructor(private readonly openOccasion: OpenOccasion) {}

  @OnEvent(CaseWithdrawnSchema)
  async handle(delivery: Delivery<CaseWithdrawn>): Promise<void> {
    const { event, envelope } = delivery;
    const servedBy = inPerson(envelope.authority.personId);
    await this.openOccasion.execute(delivery, event.caseId, { kind: 'withdrawal', servedBy });
  }
}

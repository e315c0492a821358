import { Controller } from '@nestjs/common';
import { type CaseRefused, CaseRefusedSchema } from '#lib/contracts';
import { type Delivery, OnEvent } from '#lib/messaging';
import { inPerson, OpenOccasion } from '../occasion/open-occasion.js';

/** A refusal at the desk can be rated; the one of a limit that lapsed nobody rendered. */
@Controller()
export class OpenOccasionOnCaseRefusedHandler {
  constructor(private readonly openOccasion: OpenOccasion) {}

  @OnEvent(CaseRefusedSchema)
  async handle(delivery: Delivery<CaseRefused>): Promise<void> {
    const { event, envelope } = delivery;
    const servedBy = inPerson(envelope.authority.personId);
    await this.openOccasion.execute(delivery, event.caseId, { kind: 'refusal', servedBy });
  }
}

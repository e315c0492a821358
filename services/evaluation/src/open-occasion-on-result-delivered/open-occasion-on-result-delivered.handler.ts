import { Controller } from '@nestjs/common';
import { type ResultDelivered, ResultDeliveredSchema } from '#lib/contracts';
import { type Delivery, OnEvent } from '#lib/messaging';
import { inPerson, OpenOccasion } from '../occasion/open-occasion.js';

/** A delivery can be rated; over the window somebody served. */
@Controller()
export class OpenOccasionOnResultDeliveredHandler {
  constructor(private readonly openOccasion: OpenOccasion) {}

  @OnEvent(ResultDeliveredSchema)
  async handle(delivery: Delivery<ResultDelivered>): Promise<void> {
    const { event, envelope } = delivery;
    const servedBy = event.mode === 'window' ? inPerson(envelope.authority.personId) : '';
    await this.openOccasion.execute(delivery, event.caseId, { kind: 'delivery', servedBy });
  }
}

import { Controller } from '@nestjs/common';
import { type ApplicationLodged, ApplicationLodgedSchema } from '#lib/contracts';
import { type Delivery, OnEvent } from '#lib/messaging';
import { OpenOccasion } from '../occasion/open-occasion.js';
import { keepRatedCase } from '../rated-case/rated-case.repository.js';

/** From its lodging on a case is followed; being taken in is its first service that can be rated. */
@Controller()
export class FollowCaseOnApplicationLodgedHandler {
  constructor(private readonly openOccasion: OpenOccasion) {}

  @OnEvent(ApplicationLodgedSchema)
  async handle(delivery: Delivery<ApplicationLodged>): Promise<void> {
    const { tx, event, envelope } = delivery;
    const { caseId, itemId, itemName, departmentId, hallId, applicantIndex, channel, lodgedBy } = event;
    const { region } = envelope;
    const it = { caseId, itemId, itemName, departmentId, hallId, applicantIndex, region };
    const service = { kind: 'lodging', servedBy: channel === 'window' ? lodgedBy : '' } as const;
    // Of a case that nobody has told of, no service can have been rendered yet.
    if (await keepRatedCase(tx, it)) await this.openOccasion.open(delivery, it, service);
    else await this.openOccasion.execute(delivery, caseId, service);
  }
}

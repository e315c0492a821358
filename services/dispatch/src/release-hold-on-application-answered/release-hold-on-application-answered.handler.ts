import { Controller } from '@nestjs/common';
import { type ApplicationAnswered, ApplicationAnsweredSchema } from '#lib/contracts';
import { type Delivery, OnEvent } from '#lib/messaging';
import { EndHold } from '../hold/end-hold.js';

/** A bundle was answered (一口反馈): its application no longer holds the results that were granted. */
@Controller()
export class ReleaseHoldOnApplicationAnsweredHandler {
  constructor(private readonly endHold: EndHold) {}

  @OnEvent(ApplicationAnsweredSchema)
  async handle(delivery: Delivery<ApplicationAnswered>): Promise<void> {
    const { applicationId: ref, outcomes } = delivery.event;
    // Only what was granted is held, and only it has an order to wait for.
    for (const { caseId } of outcomes.filter(({ outcome }) => outcome === 'approved')) {
      await this.endHold.execute(delivery, caseId, { kind: 'application', ref });
    }
  }
}

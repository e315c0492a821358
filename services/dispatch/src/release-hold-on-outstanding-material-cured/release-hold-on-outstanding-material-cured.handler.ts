import { Controller } from '@nestjs/common';
import { type OutstandingMaterialCured, OutstandingMaterialCuredSchema } from '#lib/contracts';
import { type Delivery, OnEvent } from '#lib/messaging';
import { EndHold } from '../hold/end-hold.js';

/** A material that was outstanding (容缺) came in: it no longer holds the result. */
@Controller()
export class ReleaseHoldOnOutstandingMaterialCuredHandler {
  constructor(private readonly endHold: EndHold) {}

  @OnEvent(OutstandingMaterialCuredSchema)
  async handle(delivery: Delivery<OutstandingMaterialCured>): Promise<void> {
    const { caseId, materialRef: ref } = delivery.event;
    await this.endHold.execute(delivery, caseId, { kind: 'outstanding-material', ref });
  }
}

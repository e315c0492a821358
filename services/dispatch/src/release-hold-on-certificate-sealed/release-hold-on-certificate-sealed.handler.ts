import { Controller } from '@nestjs/common';
import { type CertificateSealed, CertificateSealedSchema } from '#lib/contracts';
import { type Delivery, OnEvent } from '#lib/messaging';
import { EndHold } from '../hold/end-hold.js';

/** A sealed certificate no longer holds the result. */
@Controller()
export class ReleaseHoldOnCertificateSealedHandler {
  constructor(private readonly endHold: EndHold) {}

  @OnEvent(CertificateSealedSchema)
  async handle(delivery: Delivery<CertificateSealed>): Promise<void> {
    await this.endHold.execute(delivery, delivery.event.caseId, { kind: 'certificate', ref: '' });
  }
}

import { Controller } from '@nestjs/common';
import { type ResultReleased, ResultReleasedSchema } from '#lib/contracts';
import { type Delivery, OnEvent } from '#lib/messaging';
import { ValidateCertificate } from './validate-certificate.js';

/** Hears that a result may be given out. */
@Controller()
export class ValidateCertificateOnResultReleasedHandler {
  constructor(private readonly validateCertificate: ValidateCertificate) {}

  @OnEvent(ResultReleasedSchema)
  async handle(delivery: Delivery<ResultReleased>): Promise<void> {
    await this.validateCertificate.execute(delivery);
  }
}

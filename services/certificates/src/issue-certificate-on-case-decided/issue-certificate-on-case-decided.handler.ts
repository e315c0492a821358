import { Controller } from '@nestjs/common';
import { type CaseDecided, CaseDecidedSchema } from '#lib/contracts';
import { type Delivery, OnEvent } from '#lib/messaging';
import { IssueCertificate } from './issue-certificate.js';

/** Hears the decision on a case. */
@Controller()
export class IssueCertificateOnCaseDecidedHandler {
  constructor(private readonly issueCertificate: IssueCertificate) {}

  @OnEvent(CaseDecidedSchema)
  async handle(delivery: Delivery<CaseDecided>): Promise<void> {
    await this.issueCertificate.execute(delivery);
  }
}

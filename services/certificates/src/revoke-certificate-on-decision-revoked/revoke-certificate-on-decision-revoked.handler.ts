import { Controller } from '@nestjs/common';
import { type DecisionRevoked, DecisionRevokedSchema } from '#lib/contracts';
import { type Delivery, OnEvent } from '#lib/messaging';
import { FollowRevocation } from './follow-revocation.js';

/** Hears that a decision was revoked. */
@Controller()
export class RevokeCertificateOnDecisionRevokedHandler {
  constructor(private readonly followRevocation: FollowRevocation) {}

  @OnEvent(DecisionRevokedSchema)
  async handle(delivery: Delivery<DecisionRevoked>): Promise<void> {
    await this.followRevocation.execute(delivery);
  }
}

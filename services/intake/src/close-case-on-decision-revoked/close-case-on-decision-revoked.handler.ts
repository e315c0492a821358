import { Controller } from '@nestjs/common';
import { type DecisionRevoked, DecisionRevokedSchema } from '#lib/contracts';
import { type Delivery, OnEvent } from '#lib/messaging';
import { CloseRevokedCase } from './close-revoked-case.js';

/** Review revoked the decision. */
@Controller()
export class CloseCaseOnDecisionRevokedHandler {
  constructor(private readonly closeRevokedCase: CloseRevokedCase) {}

  @OnEvent(DecisionRevokedSchema)
  async handle(delivery: Delivery<DecisionRevoked>): Promise<void> {
    await this.closeRevokedCase.execute(delivery);
  }
}

import { Controller } from '@nestjs/common';
import { type HeartbeatSent, HeartbeatSentSchema } from '#lib/contracts';
import { type Delivery, OnEvent } from '#lib/messaging';
import { keepNewest } from './copies.repository.js';

/** Notes until when this service's copies are known to be complete: a heartbeat travels behind all said before it. */
@Controller()
export class HearHeartbeatSentHandler {
  @OnEvent(HeartbeatSentSchema)
  async handle({ tx, event, envelope }: Delivery<HeartbeatSent>): Promise<void> {
    await keepNewest(tx, 'identity_fact', {
      kind: 'heartbeat',
      content: event.sentAt,
      version: envelope.aggregateVersion,
    });
  }
}

import { Injectable } from '@nestjs/common';
import type { DecisionRevoked } from '#lib/contracts';
import { type Delivery, hear } from '#lib/messaging';
import type { Certificate } from '../certificate/certificate.entity.js';
import { certificateDoor, holdCertificateOf } from '../certificate/certificate.repository.js';
import { certificateHears } from '../certificate/certificate.states.js';
import { decidedWithout } from '../decision/decision-copy.repository.js';
import { recordChange } from '../validity/validity-change.repository.js';

/** The decision was revoked (行政许可法 69): its certificate is revoked with it, whatever state it is in. */
@Injectable()
export class FollowRevocation {
  async execute(delivery: Delivery<DecisionRevoked>): Promise<void> {
    const { tx, event } = delivery;
    if (await decidedWithout(tx, event.caseId)) return;
    const it = await holdCertificateOf(tx, event.caseId);
    const state = it?.state ?? 'unheard';
    await hear(delivery, certificateHears.decisionRevoked[state], {
      awaits: event.caseId,
      state,
      remedy: '',
      apply: async () => it && revoke(delivery, it),
    });
  }
}

async function revoke({ tx, event, envelope }: Delivery<DecisionRevoked>, it: Certificate): Promise<void> {
  const { certificateId, caseId } = it;
  const { reason } = event;
  await certificateDoor.advance(tx, it, 'revoke', envelope.authority, { certificateId, caseId, reason });
  await recordChange(tx, it, 'revoke', reason.slice(0, 500), envelope.authority);
}

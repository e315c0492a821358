import { Injectable } from '@nestjs/common';
import { systemAuthority } from '#lib/access';
import type { ResultReleased } from '#lib/contracts';
import { type Delivery, hear } from '#lib/messaging';
import { certificateDoor, holdCertificateOf } from '../certificate/certificate.repository.js';
import { certificateHears } from '../certificate/certificate.states.js';
import { decidedWithout } from '../decision/decision-copy.repository.js';

/** The result was released: its certificate is valid from now on, fetchable and publicly verifiable. */
@Injectable()
export class ValidateCertificate {
  async execute(delivery: Delivery<ResultReleased>): Promise<void> {
    const { tx, event } = delivery;
    if (await decidedWithout(tx, event.caseId)) return;
    const it = await holdCertificateOf(tx, event.caseId);
    const state = it?.state ?? 'unheard';
    await hear(delivery, certificateHears.resultReleased[state], {
      awaits: event.caseId,
      state,
      remedy: '',
      apply: async () =>
        it && certificateDoor.advance(tx, it, 'validate', systemAuthority, null, { validatedAt: tx.now }),
    });
  }
}

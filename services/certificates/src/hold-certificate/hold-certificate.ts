import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Tx } from '#lib/persistence';
import { Documents, type SealedDocument } from '#lib/seals';
import { certificateDoor, holdCertificateOf } from '../certificate/certificate.repository.js';

/** The paper was sealed: in the same commit the certificate is held, and dispatch is told. */
@Injectable()
export class HoldCertificate implements OnModuleInit {
  constructor(private readonly documents: Documents) {}

  onModuleInit(): void {
    this.documents.onSealed('certificate', async (tx, document) => this.execute(tx, document));
  }

  /** @param document the sealed paper; its subject is the case */
  async execute(tx: Tx, document: SealedDocument & { sha256: string; sm3: string }): Promise<void> {
    const it = await holdCertificateOf(tx, document.subjectId);
    // Revoked while it was being sealed: the paper stays unissued.
    if (it === undefined || !certificateDoor.allows(it.state, 'seal')) return;
    const { sha256, sm3, personId, letterId, letterVersion } = document;
    const by = { personId, letterId: letterId ?? undefined, letterVersion: letterVersion ?? undefined };
    const { certificateId, caseId, number, identifier } = it;
    const content = { certificateId, caseId, certificateNumber: number, identifier, documentSha256: sha256 };
    await certificateDoor.advance(tx, it, 'seal', by, content, { sha256, sm3 });
    // What waits for the certificate waits under its case.
    tx.touch(caseId);
  }
}

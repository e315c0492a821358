import { Injectable } from '@nestjs/common';
import { type Caller, PersonalVault } from '#lib/access';
import type { Page, Tx } from '#lib/persistence';
import { Documents, type ReadDocument } from '#lib/seals';
import type { Certificate } from '../certificate/certificate.entity.js';
import { fileRefused } from '../certificate/certificate.errors.js';
import { getCertificate, listCertificates } from '../certificate/certificate.repository.js';
import { holderOf, shownName, shownNumber } from '../holder/holder.js';
import { readerScope } from '../reader/reader-scope.js';
import { listChanges } from '../validity/validity-change.repository.js';
import type { CertificateAnswer, CertificateLine, ListCertificatesQuery } from './find-certificates.dto.js';

/** Certificates and their files, for whoever may see them. */
@Injectable()
export class FindCertificates {
  constructor(
    private readonly documents: Documents,
    private readonly vault: PersonalVault,
  ) {}

  async list(tx: Tx, caller: Caller, query: ListCertificatesQuery): Promise<Page<CertificateLine>> {
    const { caseId, cursor, limit } = query;
    const page = await listCertificates(tx, await readerScope(tx, caller), { caseId, cursor, limit });
    return { ...page, items: page.items.map((it) => this.lineOf(it)) };
  }

  async get(tx: Tx, caller: Caller, certificateId: string): Promise<CertificateAnswer> {
    const it = await getCertificate(tx, await readerScope(tx, caller), certificateId);
    const { decisionId, documentId, sha256, sm3 } = it;
    const changes = (await listChanges(tx, certificateId)).map(({ act, reason, personId, at }) => ({
      act,
      reason,
      personId,
      at,
    }));
    return { ...this.lineOf(it), decisionId, documentId, sha256, sm3, changes };
  }

  /** The sealed PDF. @throws DomainError `certificate.held`, `certificate.suspended`, `certificate.revoked` */
  async file(tx: Tx, caller: Caller, certificateId: string): Promise<ReadDocument> {
    const scope = await readerScope(tx, caller);
    const it = await getCertificate(tx, scope, certificateId);
    if (it.state !== 'valid') throw fileRefused(it.state);
    return this.documents.read(tx, scope, it.documentId);
  }

  private lineOf(it: Certificate): CertificateLine {
    const holder = holderOf(this.vault, it);
    return {
      certificateId: it.certificateId,
      caseId: it.caseId,
      state: it.state,
      version: it.version,
      region: it.region,
      itemId: it.itemId,
      itemName: it.itemName,
      departmentId: it.departmentId,
      organName: it.organName,
      title: it.title,
      number: it.number,
      identifier: it.identifier,
      issuedOn: it.issuedOn,
      validUntil: it.validUntil,
      validatedAt: it.validatedAt,
      holder: { kind: holder.kind, name: shownName(holder), number: shownNumber(holder) },
    };
  }
}

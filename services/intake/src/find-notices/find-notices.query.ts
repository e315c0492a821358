import { Injectable } from '@nestjs/common';
import type { Caller } from '#lib/access';
import type { Tx } from '#lib/persistence';
import { Documents, type ReadDocument } from '#lib/seals';
import { listReadableCases } from '../application/readable-cases.js';
import { getCase } from '../case/case.repository.js';
import { readerScope } from '../reader/reader-scope.js';
import type { NoticeList } from './find-notices.dto.js';

/** The sealed notices of a case, for whoever may read the case. */
@Injectable()
export class FindNotices {
  constructor(private readonly documents: Documents) {}

  /** @throws DomainError `case.not-found`, `authority.*` */
  async list(tx: Tx, caller: Caller, caseId: string): Promise<NoticeList> {
    const it = await getCase(tx, await readerScope(tx, caller), caseId);
    return this.papersOf(tx, it.caseId);
  }

  /** The one answer of a bundle. @throws DomainError `application.not-found`, `authority.*` */
  async listAnswers(tx: Tx, caller: Caller, applicationId: string): Promise<NoticeList> {
    const { application } = await listReadableCases(tx, await readerScope(tx, caller), applicationId);
    return this.papersOf(tx, application.applicationId);
  }

  /** @throws DomainError `document.not-found`, `document.being-sealed`, `case.not-found`, `application.not-found` */
  async read(tx: Tx, caller: Caller, documentId: string): Promise<ReadDocument> {
    const scope = await readerScope(tx, caller);
    // Judged by its subject first, so that another's paper answers the same whether it is sealed yet or not.
    const { subjectId, kind } = await this.documents.get(tx, scope, documentId);
    if (kind === 'answer') await listReadableCases(tx, scope, subjectId);
    else await getCase(tx, scope, subjectId);
    return this.documents.read(tx, scope, documentId);
  }

  private async papersOf(tx: Tx, subjectId: string): Promise<NoticeList> {
    const rows = await this.documents.listOf(tx, subjectId);
    const items = rows.map(({ documentId, kind, number, state, requestedAt }) => {
      return { documentId, kind, number, state, requestedAt: requestedAt.toISOString() };
    });
    return { items };
  }
}

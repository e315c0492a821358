import { Injectable } from '@nestjs/common';
import { type Caller, scopeOf } from '#lib/access';
import type { Tx } from '#lib/persistence';
import { Documents, type ReadDocument } from '#lib/seals';
import { getReadableCase } from '../case/case.repository.js';
import type { DocumentLine } from './find-documents.dto.js';

/** The department's letters of a case, for whoever may see the case. */
@Injectable()
export class FindDocuments {
  constructor(private readonly documents: Documents) {}

  async list(tx: Tx, caller: Caller, caseId: string): Promise<DocumentLine[]> {
    await getReadableCase(tx, await scopeOf(tx, caller), caseId);
    const rows = await this.documents.listOf(tx, caseId);
    return rows.map(({ documentId, kind, number, state, requestedAt, sealedAt, sha256, sm3 }) => ({
      documentId,
      kind,
      number,
      state,
      requestedAt,
      sealedAt,
      sha256,
      sm3,
    }));
  }

  async read(tx: Tx, caller: Caller, documentId: string): Promise<ReadDocument> {
    const scope = await scopeOf(tx, caller);
    const { subjectId } = await this.documents.get(tx, scope, documentId);
    await getReadableCase(tx, scope, subjectId);
    return this.documents.read(tx, scope, documentId);
  }
}

import { Injectable } from '@nestjs/common';
import { type Caller, recordClearView } from '#lib/access';
import type { Tx } from '#lib/persistence';
import { getCase } from '../case/case.repository.js';
import { fileNotFound } from '../material/material.errors.js';
import { findMaterial, type StoredFile } from '../material/material.repository.js';
import { readerScope } from '../reader/reader-scope.js';

/** Finds the file of a material; looking at it is a clear view of personal data and is recorded. */
@Injectable()
export class FindFile {
  /** @throws DomainError `case.not-found`, `material.file-not-found`, `authority.*` */
  async execute(tx: Tx, caller: Caller, target: { caseId: string; ref: string; purpose: string }): Promise<StoredFile> {
    const { caseId, ref, purpose } = target;
    const it = await getCase(tx, await readerScope(tx, caller), caseId);
    const line = await findMaterial(tx, it.caseId, ref);
    if (line?.fileSha256 == null) throw fileNotFound();
    recordClearView(tx, caller, `material:${caseId}/${ref}`, purpose);
    return { sha256: line.fileSha256, size: line.fileSize ?? 0, type: line.fileType ?? 'application/octet-stream' };
  }
}

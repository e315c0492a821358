import { Injectable } from '@nestjs/common';
import { type Caller, PersonalVault } from '#lib/access';
import type { Tx } from '#lib/persistence';
import { answerOf } from '../case/case.dto.js';
import { getCase, holdCase } from '../case/case.repository.js';
import type { StoredFile } from '../material/material.repository.js';
import { judgeMaterial, takeMaterial } from '../material/take-material.js';
import { readerScope } from '../reader/reader-scope.js';
import type { ReceivedAnswer } from './receive-material.dto.js';

/** Whose material it is. */
export interface MaterialTarget {
  caller: Caller;
  caseId: string;
  materialRef: string;
}

/**
 * Takes a file in for a material of the list; the case's version moves, so that nobody accepts what they did not see, or
 * after acceptance the outstanding material's, so that nobody cures it with what they did not see.
 */
@Injectable()
export class ReceiveMaterial {
  constructor(private readonly vault: PersonalVault) {}

  /**
   * Judges before any byte is read, so that nobody fills the disk who may not.
   *
   * @throws DomainError `case.not-found`, `authority.*`, `case.materials-closed`, `material.not-on-list`
   */
  async refuseEarly(tx: Tx, { caller, caseId, materialRef }: MaterialTarget): Promise<void> {
    const it = await getCase(tx, await readerScope(tx, caller), caseId);
    await judgeMaterial(tx, caller, it, materialRef);
  }

  /**
   * @param file what lies in the store already
   * @param fileName the name it was sent under
   * @throws as `refuseEarly`
   */
  async execute(tx: Tx, target: MaterialTarget, file: StoredFile, fileName: string): Promise<ReceivedAnswer> {
    const { caller, caseId, materialRef } = target;
    const it = await holdCase(tx, await readerScope(tx, caller), caseId);
    const receipt = await judgeMaterial(tx, caller, it, materialRef);
    const taken = await takeMaterial(tx, this.vault, { it, materialRef, receipt }, { ...file, fileName });
    return { ...answerOf(it), materialRef, status: 'present', ...file, ...taken };
  }
}

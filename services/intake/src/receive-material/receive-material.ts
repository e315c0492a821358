import { Injectable } from '@nestjs/common';
import { authorise, type Caller, PersonalVault } from '#lib/access';
import type { EventAuthority } from '#lib/contracts';
import type { Tx } from '#lib/persistence';
import { fileContext } from '../applicant/applicant.js';
import { answerOf } from '../case/case.dto.js';
import type { ServiceCase } from '../case/case.entity.js';
import { materialsClosed } from '../case/case.errors.js';
import { caseDoor, getCase, holdCase } from '../case/case.repository.js';
import { materialNotOnList, notOnListFault } from '../material/material.errors.js';
import { findMaterial, keepFile, listMaterials, type StoredFile } from '../material/material.repository.js';
import type { OutstandingMaterial } from '../outstanding-material/outstanding-material.entity.js';
import { findOutstanding, outstandingDoor } from '../outstanding-material/outstanding-material.repository.js';
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
  async refuseEarly(tx: Tx, target: MaterialTarget): Promise<void> {
    const it = await getCase(tx, await readerScope(tx, target.caller), target.caseId);
    await this.judge(tx, target, it);
  }

  /**
   * @param file what lies in the store already
   * @param fileName the name it was sent under
   * @throws as `refuseEarly`
   */
  async execute(tx: Tx, target: MaterialTarget, file: StoredFile, fileName: string): Promise<ReceivedAnswer> {
    const it = await holdCase(tx, await readerScope(tx, target.caller), target.caseId);
    const { by, takes } = await this.judge(tx, target, it);
    const sealedName = this.vault.seal({ fileName }, fileContext(it.caseId));
    const { materialRef } = target;
    await keepFile(tx, { caseId: it.caseId, materialRef }, { ...file, sealedName, receivedBy: by.personId });
    const answer = { materialRef, status: 'present', ...file };
    if (typeof takes === 'string') {
      await caseDoor.advance(tx, it, takes, by, null);
      return { ...answerOf(it), ...answer };
    }
    await outstandingDoor.advance(tx, takes, 'receive', by, null);
    return { ...answerOf(it), ...answer, outstandingVersion: takes.version };
  }

  private async judge(
    tx: Tx,
    { caller, materialRef }: MaterialTarget,
    it: ServiceCase,
  ): Promise<{ by: EventAuthority; takes: 'receive' | 'receive-cure' | OutstandingMaterial }> {
    const { region, departmentId, itemId, applicantIndex } = it;
    const by = await authorise(tx, caller, { region, departmentId, itemId, personIndex: applicantIndex });
    const act = (['receive', 'receive-cure'] as const).find((one) => caseDoor.allows(it.state, one));
    // After acceptance only what is still outstanding is taken in.
    const outstanding = act === undefined ? await findOutstanding(tx, it.caseId, materialRef) : undefined;
    const takes = outstanding !== undefined && outstandingDoor.allows(outstanding.state, 'receive') ? outstanding : act;
    if (takes === undefined) throw materialsClosed(it.state);
    if ((await findMaterial(tx, it.caseId, materialRef)) !== undefined) return { by, takes };
    const allowed = (await listMaterials(tx, it.caseId)).map((line) => line.materialRef);
    throw materialNotOnList([notOnListFault('ref', materialRef, allowed)]);
  }
}

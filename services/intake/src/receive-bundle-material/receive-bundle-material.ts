import { Injectable } from '@nestjs/common';
import { type Caller, PersonalVault } from '#lib/access';
import type { Tx } from '#lib/persistence';
import { notOfABundle } from '../application/application.errors.js';
import { getApplication } from '../application/application.repository.js';
import { materialNotOfBundle } from '../bundle-copy/bundle-copy.errors.js';
import { getBundleVersion } from '../bundle-copy/bundle-copy.repository.js';
import { answerOf } from '../case/case.dto.js';
import { materialsClosed } from '../case/case.errors.js';
import { getCase, holdCase, listCasesOfApplication } from '../case/case.repository.js';
import { notOnListFault } from '../material/material.errors.js';
import type { StoredFile } from '../material/material.repository.js';
import { judgeMaterial, receivingAct, takeMaterial } from '../material/take-material.js';
import { readerScope } from '../reader/reader-scope.js';
import type { BundleMaterialAnswer, UseAnswer } from './receive-bundle-material.dto.js';

/** Which material of the single set of which application. */
export interface SetTarget {
  caller: Caller;
  applicationId: string;
  ref: string;
}

interface Use {
  caseId: string;
  materialRef: string;
}

/** Takes the file of a shared material in once, for every member case that uses it and still takes materials. */
@Injectable()
export class ReceiveBundleMaterial {
  constructor(private readonly vault: PersonalVault) {}

  /**
   * Judges before any byte is read.
   *
   * @throws DomainError `application.*`, `bundle.material-not-of-set`, `case.materials-closed`, `authority.*`
   */
  async refuseEarly(tx: Tx, target: SetTarget): Promise<void> {
    const scope = await readerScope(tx, target.caller);
    for (const { caseId, materialRef } of await this.openUses(tx, target)) {
      await judgeMaterial(tx, target.caller, await getCase(tx, scope, caseId), materialRef);
    }
  }

  /**
   * @param file what lies in the store already
   * @param fileName the name it was sent under
   * @throws as `refuseEarly`
   */
  async execute(tx: Tx, target: SetTarget, file: StoredFile, fileName: string): Promise<BundleMaterialAnswer> {
    const scope = await readerScope(tx, target.caller);
    const uses: UseAnswer[] = [];
    for (const { caseId, materialRef } of await this.openUses(tx, target)) {
      const it = await holdCase(tx, scope, caseId);
      const receipt = await judgeMaterial(tx, target.caller, it, materialRef);
      await takeMaterial(tx, this.vault, { it, materialRef, receipt }, { ...file, fileName });
      uses.push({ ...answerOf(it), materialRef });
    }
    return { applicationId: target.applicationId, ref: target.ref, uses, ...file };
  }

  /** The uses of the material in cases that take materials now, in the order of the cases' ids. */
  private async openUses(tx: Tx, { caller, applicationId, ref }: SetTarget): Promise<Use[]> {
    const application = await getApplication(tx, await readerScope(tx, caller), applicationId);
    if (application.bundleId === null || application.bundleVersion === null) throw notOfABundle();
    const bundle = await getBundleVersion(tx, application.bundleId, application.bundleVersion);
    const material = bundle.materials.find((one) => one.ref === ref);
    const allowed = bundle.materials.map((one) => one.ref);
    if (material === undefined) throw materialNotOfBundle([notOnListFault('ref', ref, allowed)]);
    const cases = await listCasesOfApplication(tx, applicationId);
    const open = cases.filter((it) => receivingAct(it) !== undefined);
    const uses = open.flatMap(({ caseId, itemId }) =>
      material.uses.filter((use) => use.itemId === itemId).map(({ materialRef }) => ({ caseId, materialRef })),
    );
    if (uses.length === 0) throw materialsClosed(cases.map(({ state }) => state).join(', '));
    return uses;
  }
}

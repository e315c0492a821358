import { Injectable } from '@nestjs/common';
import { authorise, type Caller } from '#lib/access';
import type { EventAuthority } from '#lib/contracts';
import { cancelTimer, type Tx } from '#lib/persistence';
import { holdCase } from '../case/case.repository.js';
import { findMaterial, markMaterial } from '../material/material.repository.js';
import type { OutstandingMaterial } from '../outstanding-material/outstanding-material.entity.js';
import { materialNotBrought } from '../outstanding-material/outstanding-material.errors.js';
import {
  getOutstanding,
  lapseOutstandingMaterial,
  listOutstanding,
  outstandingDoor,
} from '../outstanding-material/outstanding-material.repository.js';
import { readerScope } from '../reader/reader-scope.js';
import type { CuredAnswer } from './cure-outstanding-material.dto.js';

/** Who brings which material of which case, at the version they saw. */
export interface CureInput {
  caller: Caller;
  caseId: string;
  materialRef: string;
  version: number;
  copies: number | undefined;
}

/** Takes in a material the case was accepted without (容缺补交); its hold on the result ends. */
@Injectable()
export class CureOutstandingMaterial {
  /**
   * @throws DomainError `case.not-found`, `outstanding-material.not-found`, `outstanding-material.not-brought`,
   *   `outstanding-material.stale-version`, `outstanding-material.transition-refused`, `authority.*`
   */
  async execute(tx: Tx, input: CureInput): Promise<CuredAnswer> {
    const { caller, caseId, materialRef, version, copies } = input;
    // Held: of two materials cured side by side, one must count the other as cured.
    const it = await holdCase(tx, await readerScope(tx, caller), caseId);
    const { region, departmentId, itemId, applicantIndex } = it;
    const by = await authorise(tx, caller, { region, departmentId, itemId, personIndex: applicantIndex });
    const outstanding = await getOutstanding(tx, caseId, materialRef);
    if (outstandingDoor.allows(outstanding.state, 'cure')) {
      outstandingDoor.requireVersion(outstanding, version);
      if (!(await isBrought(tx, input, outstanding))) throw materialNotBrought();
    }
    const waiting = (await listOutstanding(tx, caseId)).filter(({ state }) => state === 'outstanding');
    const stillOutstanding = waiting.filter((one) => one.materialRef !== materialRef).length;
    const content = { caseId, materialRef, stillOutstanding };
    await outstandingDoor.advance(tx, outstanding, 'cure', by, content, { curedAt: tx.now });
    await cancelTimer(tx, lapseOutstandingMaterial, outstanding.outstandingId);
    if (caller.kind === 'staff' && copies !== undefined) await markHandedIn(tx, outstanding, copies, by);
    return { caseId, materialRef, state: outstanding.state, version: outstanding.version, stillOutstanding };
  }
}

/** Paper counts only where somebody of the office has it in hand; a file counts when it came after the promise. */
async function isBrought(tx: Tx, { caller, copies }: CureInput, promised: OutstandingMaterial): Promise<boolean> {
  if (caller.kind === 'staff' && copies !== undefined) return true;
  const line = await findMaterial(tx, promised.caseId, promised.materialRef);
  const { fileSha256 = null, receivedAt = null } = line ?? {};
  return fileSha256 !== null && receivedAt !== null && receivedAt >= promised.promisedAt;
}

async function markHandedIn(
  tx: Tx,
  { caseId, materialRef }: OutstandingMaterial,
  copies: number,
  by: EventAuthority,
): Promise<void> {
  const received = { status: 'present', receivedAt: tx.now, receivedBy: by.personId } as const;
  await markMaterial(tx, caseId, materialRef, { ...received, copies });
}

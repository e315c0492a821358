import { Injectable } from '@nestjs/common';
import { type Caller, PersonalVault } from '#lib/access';
import type { Material } from '#lib/contracts';
import type { Tx } from '#lib/persistence';
import type { ServiceCase } from '../case/case.entity.js';
import { getCase } from '../case/case.repository.js';
import type { CaseState } from '../case/case.states.js';
import { findCorrection } from '../correction/correction.repository.js';
import { getItemVersion } from '../item-copy/item-copy.repository.js';
import type { MaterialReceived } from '../material/material-received.entity.js';
import { isDeferrable, isMandatory, listMaterials } from '../material/material.repository.js';
import { listOutstanding } from '../outstanding-material/outstanding-material.repository.js';
import { readerScope } from '../reader/reader-scope.js';
import { newestWithdrawal } from '../withdrawal/withdrawal.repository.js';
import { rowOf, written } from './case-row.js';
import type { CaseView, MaterialLine, OutstandingLine } from './find-cases.dto.js';

/** Shows one case with its check-list, correction, refusal and wish to withdraw. */
@Injectable()
export class FindCase {
  constructor(private readonly vault: PersonalVault) {}

  /** @throws DomainError `case.not-found`, `authority.*` */
  async execute(tx: Tx, caller: Caller, caseId: string): Promise<CaseView> {
    const it = await getCase(tx, await readerScope(tx, caller), caseId);
    const { itemVersion, calendarVersion, deliveryMode, plan, refusal } = it;
    const item = await getItemVersion(tx, it.itemId, itemVersion);
    const lines = await listMaterials(tx, caseId);
    return {
      ...rowOf(this.vault, it),
      itemVersion,
      calendarVersion,
      deliveryMode,
      materials: lines.map((line) => lineOf(line, item.materials)),
      outstandingMaterials: await outstandingOf(tx, caseId),
      ...(await correctionOf(tx, caseId)),
      ...(await withdrawalOf(tx, it)),
      ...(refusal === null ? {} : { refusal }),
      ...(plan === null ? {} : { plan }),
    };
  }
}

function lineOf(line: MaterialReceived, materials: readonly Material[]): MaterialLine {
  const material = materials.find(({ ref }) => ref === line.materialRef);
  const { materialRef: ref, name, status, copies, fileSha256, fileSize, fileType } = line;
  const mandatory = material !== undefined && isMandatory(material);
  const deferWorkingDays = material !== undefined && isDeferrable(material) ? material.deferWorkingDays : 0;
  const shown = { ref, name, status, copies, mandatory, deferWorkingDays, shared: material?.shared === true };
  if (fileSha256 === null) return shown;
  const file = {
    sha256: fileSha256,
    size: fileSize ?? 0,
    type: fileType ?? '',
    receivedAt: written(line.receivedAt) ?? '',
  };
  return { ...shown, file };
}

async function outstandingOf(tx: Tx, caseId: string): Promise<OutstandingLine[]> {
  return (await listOutstanding(tx, caseId)).map((one) => ({
    materialRef: one.materialRef,
    name: one.materialName,
    state: one.state,
    version: one.version,
    promiseNumber: one.promiseNumber,
    cureWorkingDays: one.cureWorkingDays,
    cureDueAt: one.cureDueAt.toISOString(),
    calendarVersion: one.calendarVersion,
    explanation: one.explanation,
    curedAt: written(one.curedAt),
  }));
}

async function correctionOf(tx: Tx, caseId: string): Promise<Pick<CaseView, 'correction'>> {
  const correction = await findCorrection(tx, caseId);
  if (correction === undefined) return {};
  const { noticeNumber, defects, cureDueAt, curedAt } = correction;
  return { correction: { noticeNumber, defects, cureDueAt: cureDueAt.toISOString(), curedAt: written(curedAt) } };
}

/** States a case reaches by an outcome other than the withdrawal. */
const overtaking: readonly CaseState[] = ['decided', 'closed', 'lapsed', 'revoked'];

/** A decision ends every wish that was still open, whether or not review has said so yet. */
async function withdrawalOf(tx: Tx, it: ServiceCase): Promise<Pick<CaseView, 'withdrawal'>> {
  const request = await newestWithdrawal(tx, it.caseId);
  if (request === undefined) return {};
  const { requestId, state, answer } = request;
  const overtaken = state === 'requested' && overtaking.includes(it.state);
  return { withdrawal: { requestId, state: overtaken ? 'overtaken' : state, answer } };
}

import { Injectable } from '@nestjs/common';
import { authorise, type Caller } from '#lib/access';
import { newestCalendar } from '#lib/calendar-copies';
import { schedule, type Tx } from '#lib/persistence';
import { answerOf, type CaseAnswer, type SeenCase } from '../case/case.dto.js';
import { caseDoor, getCase, requireSeen } from '../case/case.repository.js';
import type { Correction } from '../correction/correction.entity.js';
import { defectsUnanswered } from '../correction/correction.errors.js';
import { findCorrection, markCured } from '../correction/correction.repository.js';
import { materialNotOnList, notOnListFault } from '../material/material.errors.js';
import type { MaterialReceived } from '../material/material-received.entity.js';
import { listMaterials, markMaterial } from '../material/material.repository.js';
import { after, answerDue, deemAccepted } from '../plan/answer-due.js';
import { readerScope } from '../reader/reader-scope.js';
import type { CureCaseRequest } from './cure-case.dto.js';

/** Takes in the answer to the correction notice; the office has five working days again, and no second notice. */
@Injectable()
export class CureCase {
  /**
   * @param tx the open transaction
   * @param input who brings which materials
   * @throws DomainError `case.defect-unanswered`, `case.stale-version`, `case.transition-refused`,
   *   `material.not-on-list`, `authority.*`
   */
  async execute(tx: Tx, input: SeenCase & CureCaseRequest): Promise<CaseAnswer> {
    const { caller, caseId, version, materials } = input;
    const it = await getCase(tx, await readerScope(tx, caller), caseId);
    const { region, departmentId, itemId, applicantIndex } = it;
    const by = await authorise(tx, caller, { region, departmentId, itemId, personIndex: applicantIndex });
    requireSeen(it, 'cure', version);
    const lines = await listMaterials(tx, caseId);
    refuseUnlisted(lines, materials);
    const correction = await findCorrection(tx, caseId);
    // Without an open notice the door says what would be possible.
    if (correction !== undefined && caseDoor.allows(it.state, 'cure')) {
      refuseUnanswered(correction, answered(input, lines, correction.requestedAt));
    }
    const due = answerDue(await newestCalendar(tx), tx.now);
    const { dueAt: answerDueAt, calendarVersion } = due;
    const noticeNumber = correction?.noticeNumber ?? '';
    const content = { caseId, noticeNumber, answerDueAt: answerDueAt.toISOString(), calendarVersion };
    await caseDoor.advance(tx, it, 'cure', by, content, { answerDueAt, calendarVersion, receivedAt: tx.now });
    await markCured(tx, caseId);
    const received = { status: 'present', receivedAt: tx.now, receivedBy: by.personId } as const;
    for (const { ref, copies } of materials) await markMaterial(tx, caseId, ref, { ...received, copies });
    schedule(tx, { kind: deemAccepted, subjectId: caseId, region, dueAt: after(answerDueAt) });
    return answerOf(it, { answerDueAt: answerDueAt.toISOString() });
  }
}

/** What counts as brought: at the desk what is handed over, online what was uploaded since the notice. */
function answered(
  { caller, materials }: { caller: Caller } & CureCaseRequest,
  lines: readonly MaterialReceived[],
  since: Date,
): Set<string> {
  const refs = materials.map(({ ref }) => ref);
  if (caller.kind === 'staff') return new Set(refs);
  const uploaded = lines.filter(
    (line) => line.fileSha256 !== null && line.receivedAt !== null && line.receivedAt >= since,
  );
  return new Set(uploaded.map((line) => line.materialRef).filter((ref) => refs.includes(ref)));
}

/** @throws DomainError `case.defect-unanswered` naming each open defect */
function refuseUnanswered({ defects }: Correction, brought: ReadonlySet<string>): void {
  const open = defects.filter(({ materialRef }) => !brought.has(materialRef));
  if (open.length > 0) throw defectsUnanswered(open);
}

/** @throws DomainError `material.not-on-list` */
function refuseUnlisted(lines: readonly MaterialReceived[], materials: readonly { ref: string }[]): void {
  const allowed = lines.map((line) => line.materialRef);
  const faults = materials.flatMap(({ ref }, index) =>
    allowed.includes(ref) ? [] : [notOnListFault(`materials.${index}.ref`, ref, allowed)],
  );
  if (faults.length > 0) throw materialNotOnList(faults);
}

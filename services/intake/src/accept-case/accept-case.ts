import { Injectable } from '@nestjs/common';
import { authorise, type OrganisationCopy } from '#lib/access';
import type { ServiceItem } from '#lib/contracts';
import { cancelTimer, type Tx } from '#lib/persistence';
import type { FieldFault } from '#lib/service-kit';
import { currentCalendar } from '../calendar-copy/calendar-copy.repository.js';
import { answerOf, type CaseAnswer, type SeenCase } from '../case/case.dto.js';
import type { ServiceCase } from '../case/case.entity.js';
import { materialsMissing } from '../case/case.errors.js';
import { caseDoor, getCase, requireSeen } from '../case/case.repository.js';
import { hallOfClerk } from '../hall/hall.js';
import { getItemVersion } from '../item-copy/item-copy.repository.js';
import type { MaterialReceived } from '../material/material-received.entity.js';
import { isMandatory, listMaterials } from '../material/material.repository.js';
import { nextNoticeNumber } from '../notice/notice-number.js';
import { acceptanceNotice } from '../notice/notice-papers.js';
import { Notices } from '../notice/notices.js';
import { type Acceptance, acceptedColumns, acceptedContent } from '../plan/acceptance.js';
import { deemAccepted } from '../plan/answer-due.js';
import { nextCaseNumber } from '../plan/case-number.js';
import { planOf } from '../plan/case-plan.js';
import { readerScope } from '../reader/reader-scope.js';

/** Accepts a case (受理) on the department's letter: plan, clocks, case number and sealed notice in one transaction. */
@Injectable()
export class AcceptCase {
  constructor(private readonly notices: Notices) {}

  /**
   * @param tx the open transaction
   * @param input who accepts what
   * @throws DomainError `case.material-missing`, `case.stale-version`, `case.transition-refused`, `authority.*`
   */
  async execute(tx: Tx, input: SeenCase): Promise<CaseAnswer> {
    const { caller, caseId, version } = input;
    const it = await getCase(tx, await readerScope(tx, caller), caseId);
    const { region, departmentId, itemId } = it;
    const by = await authorise(tx, caller, { region, departmentId, itemId });
    requireSeen(it, 'accept', version);
    const item = await getItemVersion(tx, itemId, it.itemVersion);
    if (caseDoor.allows(it.state, 'accept')) refuseMissing(item, await listMaterials(tx, caseId));
    const hall = await hallOfClerk(tx, caller);
    const acceptance = await this.accept(tx, it, item, hall, by.personId);
    await caseDoor.advance(tx, it, 'accept', by, acceptedContent(it, acceptance), acceptedColumns(acceptance));
    await cancelTimer(tx, deemAccepted, caseId);
    const { caseNumber, noticeNumber, acceptedAt } = acceptance;
    const { statutoryDueAt, promisedDueAt } = it;
    const { legalBasis } = item;
    const said = { caseNumber, acceptedAt, statutoryDueAt, promisedDueAt, legalBasis };
    const request = { it, item, kind: 'acceptance', number: noticeNumber, hall, by } as const;
    const documentId = await this.notices.issue(tx, request, (frame) => acceptanceNotice(frame, said));
    return answerOf(it, { caseNumber, noticeNumber, documentId, acceptedAt: acceptedAt.toISOString() });
  }

  private async accept(
    tx: Tx,
    it: ServiceCase,
    item: ServiceItem,
    hall: OrganisationCopy,
    acceptedBy: string,
  ): Promise<Acceptance> {
    // 收件即受理: for such items the time of receipt is the time of acceptance.
    const acceptedAt = item.acceptOnReceipt ? it.receivedAt : tx.now;
    const plan = planOf(item, await currentCalendar(tx), acceptedAt);
    const caseNumber = await nextCaseNumber(tx, item, it.region);
    const noticeNumber = await nextNoticeNumber(tx, 'acceptance', hall.shortName);
    return { plan, caseNumber, noticeNumber, deemed: false, acceptedBy, hallId: hall.organisationId, acceptedAt };
  }
}

/** @throws DomainError `case.material-missing` naming each mandatory material that is not there as it should be */
function refuseMissing(item: ServiceItem, lines: readonly MaterialReceived[]): void {
  const faults = item.materials.filter(isMandatory).flatMap(({ ref, name }): FieldFault[] => {
    const status = lines.find((line) => line.materialRef === ref)?.status ?? 'missing';
    if (status === 'present') return [];
    const message =
      status === 'missing'
        ? { zh: `缺:${name}`, en: `missing: ${name}` }
        : { zh: `不符:${name}`, en: `not as required: ${name}` };
    return [{ field: `materials.${ref}`, code: `material.${status}`, message }];
  });
  if (faults.length > 0) throw materialsMissing(faults);
}

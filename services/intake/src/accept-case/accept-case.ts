import { Injectable } from '@nestjs/common';
import { authorise, type OrganisationCopy } from '#lib/access';
import { newestCalendar } from '#lib/calendar-copies';
import type { ServiceItem } from '#lib/contracts';
import { cancelTimer, type Tx } from '#lib/persistence';
import { answerOf, type CaseAnswer, type SeenCase } from '../case/case.dto.js';
import type { ServiceCase } from '../case/case.entity.js';
import { caseNotFound } from '../case/case.errors.js';
import { caseDoor, getCase, requireSeen } from '../case/case.repository.js';
import { hallOfClerk } from '../hall/hall.js';
import { getItemVersion } from '../item-copy/item-copy.repository.js';
import { listMaterials } from '../material/material.repository.js';
import { nextNoticeNumber } from '../notice/notice-number.js';
import { acceptanceNotice } from '../notice/notice-papers.js';
import { type NoticeRequest, Notices } from '../notice/notices.js';
import { DeferralPromises } from '../outstanding-material/deferral-promises.js';
import { type Acceptance, acceptedColumns, acceptedContent } from '../plan/acceptance.js';
import { deemAccepted } from '../plan/answer-due.js';
import { joinBundle } from '../plan/bundle-plan.js';
import { nextCaseNumber, organCodeOf } from '../plan/case-number.js';
import { planOf } from '../plan/case-plan.js';
import { promisedMaterials, type PromisedMaterials } from '../plan/promised-materials.js';
import { readerScope } from '../reader/reader-scope.js';
import type { PromiseBody } from './accept-case.dto.js';
import { refuseMissing, refusePromise } from './material-check.js';

/** Who accepts what, at the version they saw, with what the applicant promised to bring later. */
export interface AcceptInput extends SeenCase {
  /** Of which application, when the caller named one. */
  applicationId?: string;
  promise: PromiseBody | undefined;
}

/** Accepts a case (受理) on the department's letter: plan, clocks, case number and sealed notice in one transaction. */
@Injectable()
export class AcceptCase {
  constructor(
    private readonly notices: Notices,
    private readonly promises: DeferralPromises,
  ) {}

  /**
   * @param tx the open transaction
   * @throws DomainError `case.material-missing`, `promise.refused`, `case.stale-version`, `case.transition-refused`,
   *   `authority.*`
   */
  async execute(tx: Tx, { caller, applicationId, caseId, version, promise }: AcceptInput): Promise<CaseAnswer> {
    const it = await getCase(tx, await readerScope(tx, caller), caseId);
    if (applicationId !== undefined && applicationId !== it.applicationId) throw caseNotFound(false);
    const { region, departmentId, itemId } = it;
    const by = await authorise(tx, caller, { region, departmentId, itemId });
    requireSeen(it, 'accept', version);
    const item = await getItemVersion(tx, itemId, it.itemVersion);
    const refs = promise?.outstanding.map(({ materialRef }) => materialRef) ?? [];
    if (caseDoor.allows(it.state, 'accept')) await this.check(tx, it, item, refs);
    const hall = await hallOfClerk(tx, caller);
    const promised = await this.promised(tx, item, hall, refs);
    await cancelTimer(tx, deemAccepted, caseId);
    const acceptance = await this.accept(tx, { it, item, hall, promised, acceptedBy: by.personId });
    await caseDoor.advance(tx, it, 'accept', by, acceptedContent(it, acceptance), acceptedColumns(acceptance));
    const about = { it, item, hall, by };
    const documentId = this.notify(tx, about, acceptance, promised);
    const { caseNumber, noticeNumber, acceptedAt } = acceptance;
    const answer = answerOf(it, { caseNumber, noticeNumber, documentId, acceptedAt: acceptedAt.toISOString() });
    if (promise === undefined) return answer;
    const promiseDocumentId = await this.promises.take(tx, about, promise, promised);
    return { ...answer, promiseNumber: promised.promiseNumber, promiseDocumentId };
  }

  private async check(tx: Tx, it: ServiceCase, item: ServiceItem, refs: readonly string[]): Promise<void> {
    const lines = await listMaterials(tx, it.caseId);
    refusePromise(item, lines, refs);
    refuseMissing(item, lines, refs);
  }

  /** The limits of a promise run from now, whenever the papers came in. */
  private async promised(
    tx: Tx,
    item: ServiceItem,
    hall: OrganisationCopy,
    refs: readonly string[],
  ): Promise<PromisedMaterials> {
    if (refs.length === 0) return { promiseNumber: '', materials: [] };
    const materials = promisedMaterials(item, refs, await newestCalendar(tx), tx.now);
    return { promiseNumber: await nextNoticeNumber(tx, 'promise', hall.shortName), materials };
  }

  private async accept(tx: Tx, accepting: Accepting): Promise<Acceptance> {
    const { it, item, hall, promised, acceptedBy } = accepting;
    // 收件即受理: for such items the time of receipt is the time of acceptance.
    const acceptedAt = item.acceptOnReceipt ? it.receivedAt : tx.now;
    const plan = await joinBundle(tx, it, planOf(item, await newestCalendar(tx), acceptedAt, promised));
    const organCode = await organCodeOf(tx, item, it.region);
    const noticeNumber = await nextNoticeNumber(tx, 'acceptance', hall.shortName);
    const caseNumber = await nextCaseNumber(tx, item, organCode);
    return { plan, caseNumber, noticeNumber, deemed: false, acceptedBy, hallId: hall.organisationId, acceptedAt };
  }

  private notify(
    tx: Tx,
    about: Pick<NoticeRequest, 'it' | 'item' | 'hall' | 'by'>,
    { caseNumber, noticeNumber: number, acceptedAt }: Acceptance,
    { promiseNumber }: PromisedMaterials,
  ): string {
    const { statutoryDueAt, promisedDueAt } = about.it;
    const { legalBasis } = about.item;
    const said = { caseNumber, acceptedAt, statutoryDueAt, promisedDueAt, legalBasis, promiseNumber };
    const request = { ...about, kind: 'acceptance', number } as const;
    return this.notices.issue(tx, request, (frame) => acceptanceNotice(frame, said));
  }
}

/** What an acceptance is made of. */
interface Accepting {
  it: ServiceCase;
  item: ServiceItem;
  hall: OrganisationCopy;
  promised: PromisedMaterials;
  acceptedBy: string;
}

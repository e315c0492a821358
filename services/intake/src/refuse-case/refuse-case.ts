import { Injectable } from '@nestjs/common';
import { authorise } from '#lib/access';
import { cancelTimer, type Tx } from '#lib/persistence';
import { ApplicationAnswers } from '../application/application-answers.js';
import { answerOf, type CaseAnswer, type SeenCase } from '../case/case.dto.js';
import { curePeriodRunning } from '../case/case.errors.js';
import { caseDoor, getCase, requireSeen } from '../case/case.repository.js';
import { findCorrection } from '../correction/correction.repository.js';
import { hallOfClerk } from '../hall/hall.js';
import { getItemVersion } from '../item-copy/item-copy.repository.js';
import { nextNoticeNumber } from '../notice/notice-number.js';
import { refusalNotice } from '../notice/notice-papers.js';
import { Notices } from '../notice/notices.js';
import { deemAccepted } from '../plan/answer-due.js';
import { readerScope } from '../reader/reader-scope.js';
import type { RefuseCaseRequest } from './refuse-case.dto.js';

/** Refuses to take a case on (不予受理), with reason, legal basis and remedy in a sealed notice. */
@Injectable()
export class RefuseCase {
  constructor(
    private readonly notices: Notices,
    private readonly answers: ApplicationAnswers,
  ) {}

  /**
   * @param tx the open transaction
   * @param input who refuses and why
   * @throws DomainError `case.stale-version`, `case.transition-refused`, `case.cure-period-running`, `authority.*`
   */
  async execute(tx: Tx, input: SeenCase & RefuseCaseRequest): Promise<CaseAnswer> {
    const { caller, caseId, version, reasonClass, reason, legalBasis, remedy } = input;
    const it = await getCase(tx, await readerScope(tx, caller), caseId);
    const { region, departmentId, itemId } = it;
    const by = await authorise(tx, caller, { region, departmentId, itemId });
    requireSeen(it, 'refuse', version);
    if (reasonClass === 'correction-lapsed') await refuseUnlapsed(tx, caseId);
    const item = await getItemVersion(tx, itemId, it.itemVersion);
    const hall = await hallOfClerk(tx, caller);
    await cancelTimer(tx, deemAccepted, caseId);
    const noticeNumber = await nextNoticeNumber(tx, 'refusal', hall.shortName);
    const refusal = { noticeNumber, reasonClass, reason, legalBasis, remedy };
    await caseDoor.advance(tx, it, 'refuse', by, { caseId, noticeNumber, reasonClass }, { refusal });
    const request = { it, item, kind: 'refusal', number: noticeNumber, hall, by } as const;
    const documentId = this.notices.issue(tx, request, (frame) => refusalNotice(frame, refusal));
    await this.answers.answerWhenComplete(tx, it, by);
    return answerOf(it, { noticeNumber, documentId });
  }
}

/** @throws DomainError `case.cure-period-running` when there is no notice, it was answered, or time is left */
async function refuseUnlapsed(tx: Tx, caseId: string): Promise<void> {
  const correction = await findCorrection(tx, caseId);
  const lapsed = correction !== undefined && correction.curedAt === null && correction.cureDueAt < tx.now;
  if (!lapsed) throw curePeriodRunning();
}

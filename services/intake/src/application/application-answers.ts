import { Injectable } from '@nestjs/common';
import { findOrganisation, PersonalVault } from '#lib/access';
import type { EventAuthority } from '#lib/contracts';
import type { Tx } from '#lib/persistence';
import { Documents } from '#lib/seals';
import { type Applicant, applicationContext } from '../applicant/applicant.js';
import type { ServiceCase } from '../case/case.entity.js';
import { listCasesOfApplication } from '../case/case.repository.js';
import { nextNoticeNumber } from '../notice/notice-number.js';
import { answerNotice } from '../notice/notice-papers.js';
import type { Application } from './application.entity.js';
import { applicationDoor, holdApplication } from './application.repository.js';
import { outcomesOf } from './member-outcomes.js';

/** The one consolidated answer of a bundle (一口反馈): one numbered paper when the last member has its outcome. */
@Injectable()
export class ApplicationAnswers {
  constructor(
    private readonly documents: Documents,
    private readonly vault: PersonalVault,
  ) {}

  /**
   * Answers the application when the case was the last without an outcome. Every act that gives a case its outcome calls
   * it after the change.
   *
   * @param tx the transaction of the act
   * @param it the case that has its outcome now
   * @param by who gave it
   */
  async answerWhenComplete(tx: Tx, it: ServiceCase, by: EventAuthority): Promise<void> {
    if (it.bundleId === null) return;
    // The lock comes before the look: of two outcomes at the same moment the second must see the first.
    const application = await holdApplication(tx, it.applicationId);
    if (application === undefined || !applicationDoor.allows(application.state, 'answer')) return;
    const outcomes = outcomesOf(await listCasesOfApplication(tx, it.applicationId));
    if (outcomes === undefined) return;
    const hall = await findOrganisation(tx, application.hallId);
    const noticeNumber = await nextNoticeNumber(tx, 'answer', hall?.shortName ?? application.hallId);
    const { applicationId } = application;
    const said = { applicationId, bundleId: it.bundleId, noticeNumber, outcomes };
    const answered = { answerNumber: noticeNumber, answeredAt: tx.now };
    await applicationDoor.advance(tx, application, 'answer', by, said, answered);
    this.ask(tx, application, { outcomes, number: noticeNumber, hallName: hall?.name ?? '', by });
  }

  private ask(
    tx: Tx,
    application: Application,
    answer: Omit<Parameters<typeof answerNotice>[0], 'recipient' | 'bundleName' | 'lodgedAt' | 'at'> & {
      by: EventAuthority;
    },
  ): void {
    const { applicationId, region, hallId, bundleName, lodgedAt, sealedApplicant } = application;
    const { number, by } = answer;
    const { name: recipient } = this.vault.open<Applicant>(sealedApplicant, applicationContext(applicationId));
    const notice = answerNotice({ ...answer, recipient, bundleName: bundleName ?? '', lodgedAt, at: tx.now });
    const about = { subjectId: applicationId, kind: 'answer', number, region, organId: hallId };
    this.documents.request(tx, { ...about, by, paper: { notice } });
  }
}

import { Injectable } from '@nestjs/common';
import { authorise } from '#lib/access';
import { cancelTimer, type Tx } from '#lib/persistence';
import { newId } from '#lib/service-kit';
import { ApplicationAnswers } from '../application/application-answers.js';
import { answerOf, type CaseAnswer, type SeenCase } from '../case/case.dto.js';
import { caseDoor, holdCase, requireSeen } from '../case/case.repository.js';
import { deemAccepted } from '../plan/answer-due.js';
import { readerScope } from '../reader/reader-scope.js';
import { requestWithdrawal } from '../withdrawal/withdrawal.repository.js';
import type { WithdrawCaseRequest } from './withdraw-case.dto.js';

/** Takes an application back (撤件): before acceptance at once, afterwards by asking review. */
@Injectable()
export class WithdrawCase {
  constructor(private readonly answers: ApplicationAnswers) {}

  /**
   * @param tx the open transaction
   * @param input who withdraws what, and why
   * @returns the case, with `requestId` when review must answer first
   * @throws DomainError `case.stale-version`, `case.transition-refused`, `withdrawal.requested-already`, `authority.*`
   */
  async execute(tx: Tx, input: SeenCase & WithdrawCaseRequest): Promise<CaseAnswer> {
    const { caller, caseId, version, reason } = input;
    // The due row first, as in every act that ends it and in the timer itself: nobody waits crosswise.
    await cancelTimer(tx, deemAccepted, caseId);
    // Held: a decision that is heard meanwhile must not pass a request that would then stay open for ever.
    const it = await holdCase(tx, await readerScope(tx, caller), caseId);
    const { region, departmentId, itemId, applicantIndex } = it;
    const by = await authorise(tx, caller, { region, departmentId, itemId, personIndex: applicantIndex });
    if (it.state === 'accepted') {
      // Whoever meant to withdraw at once must know that now it is a request.
      caseDoor.requireVersion(it, version);
      const requestId = newId();
      await requestWithdrawal(tx, { requestId, caseId, region, reason, requestedBy: by.personId }, by);
      return answerOf(it, { requestId });
    }
    requireSeen(it, 'withdraw', version);
    await caseDoor.advance(tx, it, 'withdraw', by, { caseId }, { outcome: 'withdrawn' });
    await this.answers.answerWhenComplete(tx, it, by);
    return answerOf(it);
  }
}

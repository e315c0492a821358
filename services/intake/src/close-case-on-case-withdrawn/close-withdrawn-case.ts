import { Injectable } from '@nestjs/common';
import type { CaseWithdrawn } from '#lib/contracts';
import { type Delivery, hear } from '#lib/messaging';
import { ApplicationAnswers } from '../application/application-answers.js';
import { caseDoor, findCase } from '../case/case.repository.js';
import { caseHears } from '../case/case.states.js';
import { voidOutstanding } from '../outstanding-material/outstanding-material.repository.js';
import { findWithdrawal, withdrawalDoor } from '../withdrawal/withdrawal.repository.js';
import { withdrawalHears } from '../withdrawal/withdrawal.states.js';

/** Review let the case go: the wish is granted and the case ends without a decision. */
@Injectable()
export class CloseWithdrawnCase {
  constructor(private readonly answers: ApplicationAnswers) {}

  /** @throws NotYet when the case or the request is not known yet */
  async execute(delivery: Delivery<CaseWithdrawn>): Promise<void> {
    await this.grant(delivery);
    await this.close(delivery);
  }

  private async grant(delivery: Delivery<CaseWithdrawn>): Promise<void> {
    const { tx, event, envelope } = delivery;
    const request = await findWithdrawal(tx, event.requestId);
    const state = request?.state ?? 'unheard';
    // A contradiction is recorded once for the delivery, on the case below.
    if (withdrawalHears.caseWithdrawn[state] === 'contradiction') return;
    await hear(delivery, withdrawalHears.caseWithdrawn[state], {
      awaits: event.requestId,
      state,
      apply: async () => {
        const change = { openCaseId: null, answer: event.noticeNumber };
        if (request !== undefined) await withdrawalDoor.advance(tx, request, 'grant', envelope.authority, null, change);
      },
      remedy: '',
    });
  }

  private async close(delivery: Delivery<CaseWithdrawn>): Promise<void> {
    const { tx, event, envelope } = delivery;
    const { caseId } = event;
    const it = await findCase(tx, caseId);
    const state = it?.state ?? 'unheard';
    await hear(delivery, caseHears.caseWithdrawn[state], {
      awaits: caseId,
      state,
      apply: async () => {
        const content = { caseId, outcome: 'withdrawn' };
        const change = { outcome: 'withdrawn' };
        if (it === undefined) return;
        await caseDoor.advance(tx, it, 'close-withdrawn', envelope.authority, content, change);
        await voidOutstanding(tx, caseId, envelope.authority);
        await this.answers.answerWhenComplete(tx, it, envelope.authority);
      },
      remedy: '办件已有决定,却收到准予撤件:请与决定部门核对 (a withdrawal was granted after the outcome)',
    });
  }
}

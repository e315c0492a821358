import { Injectable } from '@nestjs/common';
import type { CaseDecided } from '#lib/contracts';
import { type Delivery, hear } from '#lib/messaging';
import { ApplicationAnswers } from '../application/application-answers.js';
import { caseDoor, findCase } from '../case/case.repository.js';
import { caseHears } from '../case/case.states.js';
import { voidOutstanding } from '../outstanding-material/outstanding-material.repository.js';

/** The department decided: the case waits for its result to be given out, and its application may be answered. */
@Injectable()
export class DecideCase {
  constructor(private readonly answers: ApplicationAnswers) {}

  /** @throws NotYet when the case is not accepted here yet */
  async execute(delivery: Delivery<CaseDecided>): Promise<void> {
    const { tx, event, envelope } = delivery;
    const it = await findCase(tx, event.caseId);
    const state = it?.state ?? 'unheard';
    await hear(delivery, caseHears.caseDecided[state], {
      awaits: event.caseId,
      state,
      apply: async () => {
        if (it === undefined) return;
        await caseDoor.advance(tx, it, 'decide', envelope.authority, null, { outcome: event.outcome });
        // A denial gives nothing out that a promise could hold.
        if (event.outcome !== 'approved') await voidOutstanding(tx, it.caseId, envelope.authority);
        await this.answers.answerWhenComplete(tx, it, envelope.authority);
      },
      remedy: '办件已不予受理或撤回,却收到决定:请与决定部门核对 (a decision came for a case that had ended)',
    });
  }
}

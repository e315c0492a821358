import { Injectable } from '@nestjs/common';
import type { CaseLapsed } from '#lib/contracts';
import { type Delivery, hear } from '#lib/messaging';
import { ApplicationAnswers } from '../application/application-answers.js';
import { caseDoor, findCase } from '../case/case.repository.js';
import { caseHears } from '../case/case.states.js';
import { voidOutstanding } from '../outstanding-material/outstanding-material.repository.js';

/** Review ended the case because an outstanding material (容缺) did not come in time; its application may be answered. */
@Injectable()
export class LapseCase {
  constructor(private readonly answers: ApplicationAnswers) {}

  /** @throws NotYet when the case is not accepted here yet */
  async execute(delivery: Delivery<CaseLapsed>): Promise<void> {
    const { tx, event, envelope } = delivery;
    const { caseId } = event;
    const it = await findCase(tx, caseId);
    const state = it?.state ?? 'unheard';
    await hear(delivery, caseHears.caseLapsed[state], {
      awaits: caseId,
      state,
      apply: async () => {
        if (it === undefined) return;
        const outcome = 'lapsed';
        await caseDoor.advance(tx, it, 'close-lapsed', envelope.authority, { caseId, outcome }, { outcome });
        await voidOutstanding(tx, caseId, envelope.authority);
        await this.answers.answerWhenComplete(tx, it, envelope.authority);
      },
      remedy: '办件已有其他结果,却收到逾期终止:请与决定部门核对 (a case lapsed after another outcome)',
    });
  }
}

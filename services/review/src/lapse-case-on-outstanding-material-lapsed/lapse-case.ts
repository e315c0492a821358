import { Injectable } from '@nestjs/common';
import { systemAuthority } from '#lib/access';
import { chinaDate } from '#lib/calendar';
import type { OutstandingMaterialLapsed } from '#lib/contracts';
import { type Delivery, hear } from '#lib/messaging';
import type { Tx } from '#lib/persistence';
import type { ReviewCase } from '../case/case.entity.js';
import { caseDoor, findCase, planOf } from '../case/case.repository.js';
import { caseHears } from '../case/case.states.js';
import { findDecision, findRevocation } from '../decision/decision.repository.js';
import { Revocation } from '../decision/revocation.js';
import { lapseLetter } from '../letter/decision-letters.js';
import { Letters } from '../letter/letter.js';
import { closeTasks, listTasks } from '../task/task.repository.js';
import { lapsedAlready, refuseOpenWithdrawals } from '../withdrawal/withdrawal.repository.js';

/** The promise of an outstanding material (容缺) is void: the case ends, or the approval that rested on it is revoked. */
@Injectable()
export class LapseCase {
  constructor(
    private readonly letters: Letters,
    private readonly revocation: Revocation,
  ) {}

  /** @throws NotYet before the case was heard of */
  async execute(delivery: Delivery<OutstandingMaterialLapsed>): Promise<void> {
    const { tx, event } = delivery;
    const it = await findCase(tx, event.caseId);
    const state = it?.state ?? 'unheard';
    await hear(delivery, caseHears.outstandingMaterialLapsed[state], {
      awaits: event.caseId,
      state,
      remedy: '',
      apply: async () => {
        if (it === undefined) return;
        await (it.state === 'decided' ? this.revoke(tx, it, event) : this.lapse(tx, it, event));
      },
    });
  }

  private async lapse(tx: Tx, it: ReviewCase, event: OutstandingMaterialLapsed): Promise<void> {
    const { caseId } = it;
    const { materialRef } = event;
    const by = systemAuthority;
    await caseDoor.advance(tx, it, 'lapse', by, async () => {
      await closeTasks(tx, await listTasks(tx, caseId), by);
      await refuseOpenWithdrawals(tx, caseId, by, lapsedAlready);
      const noticeNumber = await this.letters.send(tx, it, by, lapseLetter(it, reasonOf(it, event)));
      return { caseId, materialRef, noticeNumber };
    });
  }

  /** Whether the result is delivered is the issue desk's knowledge: the approval goes either way, and the desk follows. */
  private async revoke(tx: Tx, it: ReviewCase, event: OutstandingMaterialLapsed): Promise<void> {
    const decision = await findDecision(tx, it.caseId);
    if (decision?.outcome !== 'approved') return;
    if ((await findRevocation(tx, decision.decisionId)) !== undefined) return;
    await this.revocation.record(tx, it, systemAuthority, decision, reasonOf(it, event));
  }
}

/** Names the material, its last day and the signed promise, as the accepted plan has them. */
function reasonOf(it: ReviewCase, { materialRef, promiseNumber }: OutstandingMaterialLapsed): string {
  const promised = planOf(it).outstandingMaterials.find((one) => one.materialRef === materialRef);
  const name = promised?.materialName ?? materialRef;
  const until = promised === undefined ? '期限内' : `${chinaDate(new Date(promised.cureDueAt))}前`;
  return `你(单位)在容缺受理承诺书(${promiseNumber})中承诺于${until}补交“${name}”,逾期未补交。`;
}

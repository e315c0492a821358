import { Injectable } from '@nestjs/common';
import { systemAuthority } from '#lib/access';
import type { WithdrawalRequested } from '#lib/contracts';
import { type Delivery, hear, recordLateFact } from '#lib/messaging';
import { findCase } from '../case/case.repository.js';
import { caseHears } from '../case/case.states.js';
import { decidedAlready, lapsedAlready, withdrawalDoor } from '../withdrawal/withdrawal.repository.js';

const remedy = '本件已有结果,撤件申请不予同意并告知申请人。The case has its outcome already; the applicant is told so.';

/** The applicant asks to withdraw an accepted case: noted for a chief representative, or answered if it is too late. */
@Injectable()
export class NoteWithdrawal {
  async execute(delivery: Delivery<WithdrawalRequested>): Promise<void> {
    const { tx, event } = delivery;
    const state = (await findCase(tx, event.caseId))?.state ?? 'unheard';
    const meaning = caseHears.withdrawalRequested[state];
    if (meaning === 'contradiction') return this.refuse(delivery, state);
    await hear(delivery, meaning, {
      awaits: event.caseId,
      state,
      remedy,
      apply: async () => {
        const unanswered = { ...rowOf(delivery), answer: null, answeredBy: null, answeredAt: null };
        await withdrawalDoor.enter(tx, unanswered, 'note', systemAuthority, null);
      },
    });
  }

  /** A late fact is never left without its answer: the front desk speaks to the applicant with what we say. */
  private async refuse(delivery: Delivery<WithdrawalRequested>, state: string): Promise<void> {
    const { tx, event } = delivery;
    await recordLateFact(delivery, event.caseId, state, remedy);
    const reason = state === 'lapsed' ? lapsedAlready : decidedAlready;
    const answer = { answer: reason, answeredBy: systemAuthority.personId, answeredAt: tx.now };
    const { caseId, requestId } = event;
    const content = { caseId, requestId, reason };
    await withdrawalDoor.enter(tx, { ...rowOf(delivery), ...answer }, 'refuse-late', systemAuthority, content);
  }
}

const rowOf = ({ event, envelope }: Delivery<WithdrawalRequested>) => ({
  requestId: event.requestId,
  caseId: event.caseId,
  region: envelope.region,
  reason: event.reason,
  requestedAt: envelope.occurredAt,
});

import { Injectable } from '@nestjs/common';
import type { DecisionRevoked } from '#lib/contracts';
import { type Delivery, hear, recordLateFact } from '#lib/messaging';
import type { ServiceCase } from '../case/case.entity.js';
import { caseDoor, findCase } from '../case/case.repository.js';
import { caseHears } from '../case/case.states.js';
import { voidOutstanding } from '../outstanding-material/outstanding-material.repository.js';

const outcome = 'revoked';

/** The decision was revoked: a result not delivered yet never will be, and the case ends with that. */
@Injectable()
export class CloseRevokedCase {
  /** @throws NotYet when the decision itself has not been heard yet */
  async execute(delivery: Delivery<DecisionRevoked>): Promise<void> {
    const { tx, event } = delivery;
    const it = await findCase(tx, event.caseId);
    const state = it?.state ?? 'unheard';
    await hear(delivery, caseHears.decisionRevoked[state], {
      awaits: event.caseId,
      state,
      apply: async () => it && this.close(delivery, it),
      remedy: '办件没有决定,却收到撤销决定:请与决定部门核对 (a decision was revoked for a case that has none)',
    });
  }

  private async close(delivery: Delivery<DecisionRevoked>, it: ServiceCase): Promise<void> {
    const { tx, envelope } = delivery;
    const { caseId, state } = it;
    if (state === 'closed') {
      // The delivery was heard first; had it come second, it would be the late fact. The result must be asked back.
      await recordLateFact(delivery, caseId, state, '结果已送达,决定已撤销:请收回结果 (ask the delivered result back)');
      await caseDoor.advance(tx, it, 'revoke', envelope.authority, null, { outcome });
    } else {
      await caseDoor.advance(tx, it, 'close-revoked', envelope.authority, { caseId, outcome }, { outcome });
    }
    await voidOutstanding(tx, caseId, envelope.authority);
  }
}

import { Controller } from '@nestjs/common';
import { type ResultDelivered, ResultDeliveredSchema } from '#lib/contracts';
import { type Delivery, hear, OnEvent } from '#lib/messaging';
import { caseDoor, findCase } from '../case/case.repository.js';
import { caseHears } from '../case/case.states.js';

/** The result reached the applicant: the case is over for the front desk. */
@Controller()
export class CloseCaseOnResultDeliveredHandler {
  @OnEvent(ResultDeliveredSchema)
  async handle(delivery: Delivery<ResultDelivered>): Promise<void> {
    const { tx, event, envelope } = delivery;
    const { caseId } = event;
    const it = await findCase(tx, caseId);
    const state = it?.state ?? 'unheard';
    await hear(delivery, caseHears.resultDelivered[state], {
      awaits: caseId,
      state,
      apply: async () => {
        // The decision's own outcome counts: the order's is a copy of it.
        const content = { caseId, outcome: it?.outcome ?? event.outcome };
        if (it !== undefined) await caseDoor.advance(tx, it, 'close', envelope.authority, content);
      },
      remedy: '办件已终止,结果却已送达:请收回或核对 (a result was delivered for a case that had ended)',
    });
  }
}

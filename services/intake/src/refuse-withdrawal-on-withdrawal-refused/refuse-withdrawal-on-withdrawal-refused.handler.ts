import { Controller } from '@nestjs/common';
import { type WithdrawalRefused, WithdrawalRefusedSchema } from '#lib/contracts';
import { type Delivery, hear, OnEvent } from '#lib/messaging';
import { findWithdrawal, withdrawalDoor } from '../withdrawal/withdrawal.repository.js';
import { withdrawalHears } from '../withdrawal/withdrawal.states.js';

/** Review did not let the case go; the applicant may ask again. */
@Controller()
export class RefuseWithdrawalOnWithdrawalRefusedHandler {
  @OnEvent(WithdrawalRefusedSchema)
  async handle(delivery: Delivery<WithdrawalRefused>): Promise<void> {
    const { tx, event, envelope } = delivery;
    const request = await findWithdrawal(tx, event.requestId);
    const state = request?.state ?? 'unheard';
    await hear(delivery, withdrawalHears.withdrawalRefused[state], {
      awaits: event.requestId,
      state,
      apply: async () => {
        const change = { openCaseId: null, answer: event.reason };
        if (request !== undefined)
          await withdrawalDoor.advance(tx, request, 'refuse', envelope.authority, null, change);
      },
      remedy: '撤件已获准,却又收到不准予撤件:请与决定部门核对 (a withdrawal was refused after it was granted)',
    });
  }
}

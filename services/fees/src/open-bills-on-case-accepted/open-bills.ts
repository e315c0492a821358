import { Injectable } from '@nestjs/common';
import { systemAuthority } from '#lib/access';
import type { CaseAccepted, FeeLine, Plan } from '#lib/contracts';
import { type Delivery, hear } from '#lib/messaging';
import { newId } from '#lib/service-kit';
import { PlannedLine } from '../bill/bill.entity.js';
import { billDoor } from '../bill/bill.repository.js';
import { billHears } from '../bill/bill.states.js';
import { keepChargedCase } from '../charged-case/charged-case.repository.js';

const timings = ['before-decision', 'before-result'] as const;

/** Keeps the case, and plans a bill for each moment at which it must be paid; the cashier issues it. */
@Injectable()
export class OpenBills {
  /** @param delivery the acceptance as it was heard */
  async execute(delivery: Delivery<CaseAccepted>): Promise<void> {
    const { tx, event, envelope } = delivery;
    const { plan, caseId, caseNumber, applicantIndex } = event;
    if (plan === undefined) throw new Error(`case ${caseId} was accepted without a plan`);
    const isNew = await keepChargedCase(tx, {
      caseId,
      caseNumber,
      region: envelope.region,
      organId: event.hallId === '' ? plan.departmentId : event.hallId,
      itemId: plan.itemId,
      itemVersion: plan.itemVersion,
      itemName: plan.itemName,
      applicantIndex,
      heardAt: tx.now,
    });
    // A case that is known has its bills, whatever became of them: for all their states the answer is `already`.
    const state = isNew ? 'unheard' : 'unbilled';
    await hear(delivery, billHears.caseAccepted[state], {
      awaits: caseId,
      state,
      remedy: 'none',
      apply: async () => {
        for (const timing of timings) await this.plan(delivery, plan, timing);
      },
    });
  }

  private async plan({ tx, event, envelope }: Delivery<CaseAccepted>, plan: Plan, timing: string): Promise<void> {
    const lines = plan.feeLines.filter((line) => line.timing === timing);
    if (lines.length === 0) return;
    const { caseId, applicantIndex } = event;
    const unbilled = {
      billNumber: null,
      payCode: null,
      amountFen: '0',
      billedBy: null,
      billedAt: null,
      settledAt: null,
    };
    const row = {
      billId: newId(),
      caseId,
      timing,
      region: envelope.region,
      applicantIndex,
      openedAt: tx.now,
      ...unbilled,
    };
    const { billId } = await billDoor.enter(tx, row, 'plan', systemAuthority, null);
    await tx.insert(
      PlannedLine,
      lines.map((line) => rowOf(billId, line)),
    );
  }
}

const rowOf = (billId: string, { code, name, amountFen, basis, condition }: FeeLine): PlannedLine => ({
  billId,
  code,
  name,
  unitFen: String(amountFen),
  basis,
  condition,
});

import { toJsonString } from '@bufbuild/protobuf';
import { Injectable } from '@nestjs/common';
import { systemAuthority } from '#lib/access';
import { type CaseAccepted, DeliveryWishSchema, type Plan, PlanSchema } from '#lib/contracts';
import { type Delivery, hear } from '#lib/messaging';
import type { ReviewCase } from '../case/case.entity.js';
import { caseDoor, findCase } from '../case/case.repository.js';
import { caseHears } from '../case/case.states.js';
import { taskDoor } from '../task/task.repository.js';

/** A case was accepted: the departments of its plan begin. */
@Injectable()
export class OpenCase {
  async execute(delivery: Delivery<CaseAccepted>): Promise<void> {
    const { tx, event } = delivery;
    const it = await findCase(tx, event.caseId);
    const state = it?.state ?? 'unheard';
    await hear(delivery, caseHears.caseAccepted[state], {
      awaits: event.caseId,
      state,
      remedy: '',
      apply: async () => this.open(delivery),
    });
  }

  private async open({ tx, event, envelope }: Delivery<CaseAccepted>): Promise<void> {
    if (event.plan === undefined) throw new Error(`case ${event.caseId} was accepted without a plan`);
    const tasks = tasksOf(event.plan);
    const row = rowOf(event, event.plan, envelope.region);
    await caseDoor.enter(tx, row, 'open', systemAuthority, null);
    for (const [place, { departmentId, lead }] of tasks.entries()) {
      // Named after its place in the plan, so that a replay of the journal makes the same tasks.
      const taskId = `${event.caseId}-${String(place + 1).padStart(2, '0')}`;
      const { caseId } = event;
      const blank = { opinion: null, note: null, givenBy: null, givenAt: null };
      const task = { taskId, caseId, region: envelope.region, departmentId, lead, ...blank };
      await taskDoor.enter(tx, task, 'open', systemAuthority, { taskId, caseId, departmentId, lead });
    }
  }
}

/** The planned branches; an item of a single department has just its own. */
function tasksOf(plan: Plan): { departmentId: string; lead: boolean }[] {
  if (plan.tasks.length === 0) return [{ departmentId: plan.departmentId, lead: true }];
  return plan.tasks.map(({ departmentId, lead }) => ({ departmentId, lead }));
}

function rowOf(event: CaseAccepted, plan: Plan, region: string): Omit<ReviewCase, 'state' | 'version'> {
  const dueOf = (kind: string): Date | null => {
    const dueAt = plan.clocks.find((clock) => clock.kind === kind)?.dueAt ?? '';
    return dueAt === '' ? null : new Date(dueAt);
  };
  return {
    caseId: event.caseId,
    applicationId: event.applicationId,
    region,
    caseNumber: event.caseNumber,
    itemId: plan.itemId,
    itemName: plan.itemName,
    departmentId: tasksOf(plan).find((task) => task.lead)?.departmentId ?? plan.departmentId,
    departments: tasksOf(plan).map((task) => task.departmentId),
    hallId: event.hallId,
    plan: toJsonString(PlanSchema, plan),
    sealedApplicant: event.sealedApplicant,
    applicantIndex: event.applicantIndex,
    delivery: event.delivery === undefined ? null : toJsonString(DeliveryWishSchema, event.delivery),
    acceptedBy: event.acceptedBy,
    acceptedAt: new Date(event.acceptedAt),
    statutoryDueAt: dueOf('statutory'),
    promisedDueAt: dueOf('promised'),
    calendarVersion: plan.clocks[0]?.calendarVersion ?? '',
    withdrawalRequestId: null,
  };
}

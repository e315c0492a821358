import type { CaseAccepted, PlannedClock } from '#lib/contracts';
import type { FactClock, FactContents, FactLimit } from '../case-fact/fact.js';

/** What supervision needs of an acceptance: the plan's clocks and limits, and whose case it is. */
export function factOfAcceptance(event: CaseAccepted): FactContents['case-accepted'] {
  const { plan, caseNumber, hallId, applicantIndex, acceptedAt } = event;
  if (plan === undefined) throw new Error(`case ${event.caseId} was accepted without a plan`);
  const lead = plan.tasks.find((task) => task.lead)?.departmentId ?? plan.departmentId;
  return {
    caseNumber,
    itemId: plan.itemId,
    itemName: plan.itemName,
    departmentId: lead,
    departments: plan.tasks.length === 0 ? [lead] : plan.tasks.map(({ departmentId }) => departmentId),
    hallId,
    applicantIndex,
    acceptedAt,
    clocks: plan.clocks.map(factClock),
    outstanding: plan.outstandingMaterials.map(({ materialRef, cureDueAt, calendarVersion }) => ({
      materialRef,
      cureDueAt,
      calendarVersion,
    })),
    procedures: plan.specialProcedures.map(({ name, limit }) => ({ name, limit: factLimit(limit) })),
    extension: factLimit(plan.extension?.limit),
  };
}

/** A clock as an event states it. */
export function factClock({ kind, limit, startsAt, dueAt, calendarVersion }: PlannedClock): FactClock {
  return { kind, limit: factLimit(limit), startsAt, dueAt, calendarVersion };
}

/** A unit this release does not know is counted as working days, as 行政许可法 82 counts every limit without a unit. */
export function factLimit(limit: { days: number; unit: string } | undefined): FactLimit | null {
  if (limit === undefined) return null;
  const { days, unit } = limit;
  return { days, unit: unit === 'calendar-day' || unit === 'on-the-spot' ? unit : 'working-day' };
}

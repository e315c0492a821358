import { Injectable } from '@nestjs/common';
import { type Caller, PersonalVault, scopeOf } from '#lib/access';
import { knownCalendars } from '#lib/calendar-copies';
import type { Plan } from '#lib/contracts';
import type { Tx } from '#lib/persistence';
import { maskApplicant, openApplicant } from '../applicant/applicant.js';
import type { ReviewCase } from '../case/case.entity.js';
import { getReadableCase, planOf } from '../case/case.repository.js';
import { listPredecessors } from '../predecessor/predecessors.js';
import type { ClockFactRow } from '../clock/clock-fact.entity.js';
import { asClockFacts, listClockFacts } from '../clock/clock-fact.repository.js';
import { runningClocks } from '../clock/running-clocks.js';
import { findDecision, findRevocation } from '../decision/decision.repository.js';
import { listTasks } from '../task/task.repository.js';
import { listWithdrawals } from '../withdrawal/withdrawal.repository.js';
import type { CaseAnswer, ExplainedClock } from './find-cases.dto.js';
import { lineOf } from './find-cases.query.js';

/** One case with tasks, opinions, and every due date explained. */
@Injectable()
export class FindCase {
  constructor(private readonly vault: PersonalVault) {}

  async get(tx: Tx, caller: Caller, caseId: string): Promise<CaseAnswer> {
    const it = await getReadableCase(tx, await scopeOf(tx, caller), caseId);
    const plan = planOf(it);
    const facts = await listClockFacts(tx, caseId);
    return {
      ...lineOf(it, tx.now),
      applicationId: it.applicationId,
      hallId: it.hallId,
      acceptedBy: it.acceptedBy,
      ...planned(plan),
      bundle: plan.bundleId === '' ? null : { bundleId: plan.bundleId, name: plan.bundleName },
      predecessors: await listPredecessors(tx, plan),
      applicant: maskApplicant(openApplicant(this.vault, it)),
      tasks: await tasksOf(tx, caseId),
      withdrawals: await withdrawalsOf(tx, caseId),
      clocks: await explain(tx, it, plan, facts),
      clockFacts: facts.map(({ kind, at, procedure, noticeNumber, days, reason }) => ({
        kind,
        at,
        procedure,
        noticeNumber,
        days,
        reason,
      })),
      decision: await decisionOf(tx, caseId),
    };
  }
}

type Planned = 'joinRule' | 'legalBasis' | 'specialProcedures' | 'extendable' | 'outstandingMaterials';

function planned(plan: Plan): Pick<CaseAnswer, Planned> {
  const specialProcedures = plan.specialProcedures.map(({ name, limit, excludedFromClock }) => ({
    name,
    days: limit?.days ?? 0,
    unit: limit?.unit ?? '',
    excludedFromClock,
  }));
  const { joinRule, legalBasis } = plan;
  const extendable = (plan.extension?.limit?.days ?? 0) > 0;
  const outstandingMaterials = plan.outstandingMaterials.map(({ materialRef, materialName, cureDueAt }) => ({
    materialRef,
    materialName,
    cureDueAt,
  }));
  return { joinRule, legalBasis, specialProcedures, extendable, outstandingMaterials };
}

async function tasksOf(tx: Tx, caseId: string): Promise<CaseAnswer['tasks']> {
  const tasks = await listTasks(tx, caseId);
  return tasks.map(({ taskId, departmentId, lead, state, opinion, note, givenBy, givenAt }) => ({
    taskId,
    departmentId,
    lead,
    state,
    opinion,
    note,
    givenBy,
    givenAt,
  }));
}

async function withdrawalsOf(tx: Tx, caseId: string): Promise<CaseAnswer['withdrawals']> {
  const withdrawals = await listWithdrawals(tx, caseId);
  return withdrawals.map(({ requestId, state, reason, requestedAt, answer, answeredAt }) => ({
    requestId,
    state,
    reason,
    requestedAt,
    answer,
    answeredAt,
  }));
}

async function decisionOf(tx: Tx, caseId: string): Promise<CaseAnswer['decision']> {
  const decision = await findDecision(tx, caseId);
  if (decision === undefined) return null;
  const { decisionId, outcome, reason, basis, remedy, letterNumber, decidedBy, decidedAt } = decision;
  const revoked = (await findRevocation(tx, decisionId)) !== undefined;
  return { decisionId, outcome, reason, basis, remedy, letterNumber, decidedBy, decidedAt, revoked };
}

/** Counts again with the calendar the due dates name; as stated at acceptance before a calendar was heard. */
async function explain(tx: Tx, it: ReviewCase, plan: Plan, facts: ClockFactRow[]): Promise<ExplainedClock[]> {
  const calendars = await knownCalendars(tx);
  const calendar = calendars.named(it.calendarVersion) ?? calendars.newest;
  if (calendar === undefined) return stated(plan);
  return runningClocks(plan, asClockFacts(facts), calendar.table).map(({ kind, limit, startsAt, due }) => ({
    kind,
    startsAt: startsAt.toISOString(),
    limit: { days: limit.days, unit: limit.unit },
    dueAt: due.dueAt?.toISOString() ?? null,
    calendarVersion: due.calendarVersion,
    provisional: due.provisional,
    explanation: due.explanation,
  }));
}

function stated(plan: Plan): ExplainedClock[] {
  return plan.clocks.map(({ kind, startsAt, limit, dueAt, calendarVersion, provisional }) => ({
    kind,
    startsAt,
    limit: { days: limit?.days ?? 0, unit: limit?.unit ?? '' },
    dueAt,
    calendarVersion,
    provisional,
    explanation: [],
  }));
}

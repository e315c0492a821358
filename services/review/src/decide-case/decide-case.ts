import { Injectable } from '@nestjs/common';
import { authorise, type Caller, scopeOf } from '#lib/access';
import { newestCalendar } from '#lib/calendar-copies';
import type { CaseDecided, EventAuthority } from '#lib/contracts';
import type { Tx } from '#lib/persistence';
import { newId } from '#lib/service-kit';
import type { ReviewCase } from '../case/case.entity.js';
import { caseDoor, deliveryOf, getCase, planOf, requireSeen } from '../case/case.repository.js';
import { requireJoined } from '../case/join-rule.js';
import { listPredecessors, requirePredecessors } from '../predecessor/predecessors.js';
import { deliveryClock } from '../clock/running-clocks.js';
import { recordDecision } from '../decision/decision.repository.js';
import { decisionLetter, type Grounds } from '../letter/decision-letters.js';
import { Letters } from '../letter/letter.js';
import { closeTasks, listTasks } from '../task/task.repository.js';
import { decidedAlready, refuseOpenWithdrawals } from '../withdrawal/withdrawal.repository.js';
import type { DecidedAnswer } from './decide-case.dto.js';
import { requireCleared } from '../fee-clearance/fee-clearance.repository.js';
import { type GivenGrounds, groundsOf } from './grounds.js';

/** Who decides what on which case, as they saw it. */
export interface DecideInput extends GivenGrounds {
  caller: Caller;
  caseId: string;
  version: number;
}

/** The lead department's chief representative decides: the one outcome of a case (行政许可法 38, 44). */
@Injectable()
export class DecideCase {
  constructor(private readonly letters: Letters) {}

  async execute(tx: Tx, input: DecideInput): Promise<DecidedAnswer> {
    const it = await getCase(tx, await scopeOf(tx, input.caller), input.caseId);
    const { region, departmentId, itemId, acceptedBy } = it;
    const by = await authorise(tx, input.caller, { region, departmentId, itemId, apartFrom: [acceptedBy] });
    requireSeen(it, 'decide', input.version);
    const plan = planOf(it);
    const grounds = groundsOf(plan, input);
    const tasks = await listTasks(tx, it.caseId);
    if (caseDoor.allows(it.state, 'decide')) {
      requireJoined(plan.joinRule, grounds.outcome, tasks);
      requirePredecessors(grounds.outcome, await listPredecessors(tx, plan));
      if (grounds.outcome === 'approved') await requireCleared(tx, it.caseId, plan);
    }
    const clock = deliveryClock(tx.now, await newestCalendar(tx));
    const decided = { caseId: it.caseId, decisionId: newId(), outcome: grounds.outcome, letterNumber: '' };
    // The case first: whoever ended it meanwhile has closed its tasks, and the door says so. The letter's number last.
    await caseDoor.advance(tx, it, 'decide', by, async () => {
      await closeTasks(tx, tasks, by);
      await refuseOpenWithdrawals(tx, it.caseId, by, decidedAlready);
      decided.letterNumber = await this.letters.send(tx, it, by, decisionLetter(it, grounds));
      return { ...contentOf(it), ...decided, decidedBy: by.personId, deliveryClock: clock };
    });
    recordDecision(tx, rowOf(tx, it, by, grounds, decided));
    return { ...decided, state: it.state, version: it.version, deliveryDueAt: clock.dueAt };
  }
}

type Content = Pick<
  CaseDecided,
  'applicationId' | 'caseNumber' | 'sealedApplicant' | 'applicantIndex' | 'hallId' | 'plan' | 'delivery'
>;

/** What of a decision the case itself says. */
function contentOf(it: ReviewCase): Content {
  const { applicationId, caseNumber, sealedApplicant, applicantIndex, hallId } = it;
  const of = { applicationId, caseNumber, sealedApplicant, applicantIndex, hallId, plan: planOf(it) };
  const delivery = deliveryOf(it);
  return delivery === undefined ? of : { ...of, delivery };
}

function rowOf(
  tx: Tx,
  it: ReviewCase,
  by: EventAuthority,
  grounds: Grounds,
  decided: { decisionId: string; letterNumber: string },
): Parameters<typeof recordDecision>[1] {
  return {
    ...decided,
    caseId: it.caseId,
    region: it.region,
    outcome: grounds.outcome,
    reason: grounds.reason,
    basis: grounds.basis.join('\n'),
    remedy: grounds.remedy ?? null,
    decidedBy: by.personId,
    letterId: by.letterId ?? null,
    letterVersion: by.letterVersion ?? null,
    final: true,
    decidedAt: tx.now,
  };
}

import { Injectable } from '@nestjs/common';
import { authorise, type Caller, scopeOf } from '#lib/access';
import { newestCalendar } from '#lib/calendar-copies';
import type { ExtensionRule } from '#lib/contracts';
import type { Tx } from '#lib/persistence';
import { alreadyExtended, extensionUndeclared } from '../case/case.errors.js';
import { caseDoor, getCase, planOf, requireSeen } from '../case/case.repository.js';
import { asClockFacts, listClockFacts, recordClockFact } from '../clock/clock-fact.repository.js';
import { dueColumns, runningClocks, statedClocks } from '../clock/running-clocks.js';
import { extensionLetter } from '../letter/clock-letters.js';
import { Letters } from '../letter/letter.js';
import type { ExtendedAnswer } from './extend-limit.dto.js';

/** Who extends the limit of which case, and why. */
export interface ExtendInput {
  caller: Caller;
  caseId: string;
  version: number;
  reason: string;
}

/** The limit is extended once, as the item allows, and the applicant is told the reason (行政许可法 42). */
@Injectable()
export class ExtendLimit {
  constructor(private readonly letters: Letters) {}

  async execute(tx: Tx, { caller, caseId, version, reason }: ExtendInput): Promise<ExtendedAnswer> {
    const it = await getCase(tx, await scopeOf(tx, caller), caseId);
    const { region, departmentId, itemId } = it;
    const by = await authorise(tx, caller, { region, departmentId, itemId });
    requireSeen(it, 'extend', version);
    const plan = planOf(it);
    const { rule, days, unit } = requireRule(plan.extension);
    const earlier = await listClockFacts(tx, caseId);
    if (caseDoor.allows(it.state, 'extend') && earlier.some((fact) => fact.kind === 'extend')) throw alreadyExtended();
    const calendar = await newestCalendar(tx);
    const noticeNumber = await this.letters.send(tx, it, by, extensionLetter(it, rule, reason));
    const { personId } = by;
    const kind = 'extend';
    const fact = recordClockFact(tx, {
      caseId,
      kind,
      noticeNumber,
      procedure: null,
      days,
      unit,
      reason,
      personId,
    });
    const clocks = runningClocks(plan, asClockFacts([...earlier, fact]), calendar);
    const stated = statedClocks(clocks);
    const change = { ...dueColumns(clocks), calendarVersion: calendar.version };
    await caseDoor.advance(tx, it, 'extend', by, { caseId, noticeNumber, reason, clocks: stated }, change);
    return { caseId, state: it.state, version: it.version, noticeNumber, clocks: stated };
  }
}

interface UsableRule {
  rule: ExtensionRule;
  days: number;
  unit: 'working-day' | 'calendar-day';
}

function requireRule(rule: ExtensionRule | undefined): UsableRule {
  if (rule?.limit === undefined || rule.limit.days === 0) throw extensionUndeclared();
  const { days, unit } = rule.limit;
  return { rule, days, unit: unit === 'calendar-day' ? unit : 'working-day' };
}

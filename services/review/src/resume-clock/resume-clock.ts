import { Injectable } from '@nestjs/common';
import { authorise, type Caller, scopeOf } from '#lib/access';
import { newestCalendar } from '#lib/calendar-copies';
import type { EventAuthority } from '#lib/contracts';
import type { Tx } from '#lib/persistence';
import { caseDoor, getCase, planOf, requireSeen } from '../case/case.repository.js';
import type { ClockFactRow } from '../clock/clock-fact.entity.js';
import { asClockFacts, listClockFacts, recordClockFact } from '../clock/clock-fact.repository.js';
import { dueColumns, runningClocks, statedClocks } from '../clock/running-clocks.js';
import type { ResumedAnswer } from './resume-clock.dto.js';

/** Who lets the clock of which case run again. */
export interface ResumeInput {
  caller: Caller;
  caseId: string;
  version: number;
}

/** The special procedure is over: the clock runs again, with due dates moved by the time that did not count. */
@Injectable()
export class ResumeClock {
  async execute(tx: Tx, { caller, caseId, version }: ResumeInput): Promise<ResumedAnswer> {
    const it = await getCase(tx, await scopeOf(tx, caller), caseId);
    const { region, departmentId, itemId } = it;
    const by = await authorise(tx, caller, { region, departmentId, itemId });
    requireSeen(it, 'resume', version);
    const facts = await listClockFacts(tx, caseId);
    const stop = facts.findLast((fact) => fact.kind === 'stop');
    const calendar = await newestCalendar(tx);
    const resumed = stop === undefined ? facts : [...facts, endStop(tx, stop, by)];
    const clocks = runningClocks(planOf(it), asClockFacts(resumed), calendar);
    const stated = statedClocks(clocks);
    const content = { caseId, procedure: stop?.procedure ?? '', clocks: stated };
    const change = { ...dueColumns(clocks), calendarVersion: calendar.version };
    // A case whose clock was never stopped is not suspended: the door refuses it.
    await caseDoor.advance(tx, it, 'resume', by, content, change);
    return { caseId, state: it.state, version: it.version, clocks: stated };
  }
}

/** The resume cites the notice that told the applicant of the stop. */
function endStop(tx: Tx, stop: ClockFactRow, by: EventAuthority): ClockFactRow {
  const { caseId, noticeNumber, procedure, reason } = stop;
  const { personId } = by;
  return recordClockFact(tx, {
    caseId,
    kind: 'resume',
    noticeNumber,
    procedure,
    days: null,
    unit: null,
    reason,
    personId,
  });
}

import { Injectable } from '@nestjs/common';
import { authorise, type Caller, scopeOf } from '#lib/access';
import { newestCalendar } from '#lib/calendar-copies';
import type { Plan, SpecialProcedure } from '#lib/contracts';
import type { Tx } from '#lib/persistence';
import { procedureTooLong, procedureUndeclared } from '../case/case.errors.js';
import { caseDoor, getCase, planOf, requireSeen } from '../case/case.repository.js';
import { asClockFacts, listClockFacts, recordClockFact } from '../clock/clock-fact.repository.js';
import { dueColumns, runningClocks } from '../clock/running-clocks.js';
import { procedureLetter } from '../letter/clock-letters.js';
import { Letters } from '../letter/letter.js';
import type { StoppedAnswer } from './stop-clock.dto.js';

/** Who stops the clock of which case, for what. */
export interface StopInput {
  caller: Caller;
  caseId: string;
  version: number;
  procedure: string;
  days: number;
}

/** A declared special procedure begins: its time is not counted, and the applicant is told in writing (行政许可法 45). */
@Injectable()
export class StopClock {
  constructor(private readonly letters: Letters) {}

  async execute(tx: Tx, { caller, caseId, version, procedure, days }: StopInput): Promise<StoppedAnswer> {
    const it = await getCase(tx, await scopeOf(tx, caller), caseId);
    const { region, departmentId, itemId } = it;
    const by = await authorise(tx, caller, { region, departmentId, itemId });
    requireSeen(it, 'stop', version);
    const plan = planOf(it);
    const declared = requireDeclared(plan, procedure, days);
    const told = { days, unit: unitOf(declared) };
    const earlier = await listClockFacts(tx, caseId);
    const calendar = await newestCalendar(tx);
    const noticeNumber = await this.letters.send(tx, it, by, procedureLetter(it, declared, told));
    const fact = recordClockFact(tx, {
      caseId,
      kind: 'stop',
      noticeNumber,
      procedure,
      ...told,
      reason: procedure,
      personId: by.personId,
    });
    const clocks = runningClocks(plan, asClockFacts([...earlier, fact]), calendar);
    await caseDoor.advance(tx, it, 'stop', by, { caseId, procedure, noticeNumber, limit: told }, dueColumns(clocks));
    return { caseId, state: it.state, version: it.version, procedure, noticeNumber };
  }
}

/** Only what the item declares, outside the clock and within its own limit (特别程序清单). */
function requireDeclared(plan: Plan, procedure: string, days: number): SpecialProcedure {
  const outside = plan.specialProcedures.filter((one) => one.excludedFromClock);
  const declared = outside.find((one) => one.name === procedure);
  if (declared === undefined) throw procedureUndeclared(outside.map((one) => one.name));
  const most = declared.limit?.days ?? 0;
  if (most > 0 && days > most) throw procedureTooLong(most);
  return declared;
}

/** Working days where the item declares none (行政许可法 82). */
const unitOf = ({ limit }: SpecialProcedure): 'working-day' | 'calendar-day' =>
  limit?.unit === 'calendar-day' ? limit.unit : 'working-day';

import { Injectable } from '@nestjs/common';
import { type Caller, scopeOf } from '#lib/access';
import { type KnownCalendars, knownCalendars } from '#lib/calendar-copies';
import type { Tx } from '#lib/persistence';
import { factsOf } from '../case-fact/case-fact.repository.js';
import type { Clock } from '../clock/clock.entity.js';
import type { ClockReading } from '../clock/clock-reading.js';
import { listClocks } from '../clock/clock.repository.js';
import { readClocks } from '../clock/read-clocks.js';
import { segmentsOf } from '../clock/segments.js';
import { getReadableCase } from '../watched-case/watched-case.repository.js';
import type { CaseClocks, ExplainedClock } from './find-clocks.dto.js';

/** Explains every date of a case from its facts and calendars (B05, C05). */
@Injectable()
export class FindClocks {
  /** @throws DomainError `case.not-found`, `authority.*` */
  async ofCase(tx: Tx, caller: Caller, caseId: string): Promise<CaseClocks> {
    const it = await getReadableCase(tx, await scopeOf(tx, caller), caseId);
    const facts = await factsOf(tx, caseId);
    const readings = readClocks(facts);
    const calendars = await knownCalendars(tx);
    const clocks = (await listClocks(tx, caseId)).flatMap((clock) => {
      const reading = readings.find(({ kind, ref }) => kind === clock.kind && ref === clock.ref);
      return reading === undefined ? [] : [explain(clock, reading, calendars)];
    });
    const { caseNumber, itemId, itemName, departmentId } = it;
    const heard = facts.inOrder.map(({ eventId, kind, occurredAt, calendarVersion, noticeNumber }) => ({
      eventId,
      kind,
      occurredAt,
      calendarVersion,
      noticeNumber,
    }));
    return { caseId, caseNumber, itemId, itemName, departmentId, clocks, facts: heard };
  }
}

function explain(clock: Clock, reading: ClockReading, calendars: KnownCalendars): ExplainedClock {
  const segments = segmentsOf(reading, calendars);
  const { clockId, kind, ref, departmentId, state, version, startsAt, dueAt } = clock;
  const { calendarVersion, provisional, endedAt, endedBy, nextCheckAt } = clock;
  return {
    clockId,
    kind,
    ref,
    departmentId,
    state,
    version,
    startsAt,
    limit: reading.limit,
    dueAt,
    calendarVersion,
    provisional,
    endedAt,
    endedBy,
    nextCheckAt,
    stretches: segments.map((segment) => ({
      from: segment.from,
      why: segment.why,
      dueAt: segment.dueAt,
      calendarVersion: segment.calendar?.version ?? reading.calendarVersion,
    })),
    explanation: segments.at(-1)?.explanation ?? [],
  };
}

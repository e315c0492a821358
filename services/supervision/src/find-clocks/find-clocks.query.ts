import { Injectable } from '@nestjs/common';
import { type Caller, scopeFor, scopeOf } from '#lib/access';
import type { KnownCalendars } from '#lib/calendar-copies';
import type { Tx } from '#lib/persistence';
import type { Clock } from '../clock/clock.entity.js';
import type { ClockReading } from '../clock/clock-reading.js';
import { readClocks } from '../clock/read-clocks.js';
import { type Segment, segmentsOf } from '../clock/segments.js';
import { readCase } from '../watched-case/case-rows.js';
import { caseNotFound } from '../watched-case/watched-case.errors.js';
import { isReadable } from '../watched-case/watched-case.repository.js';
import type { CaseClocks, ExplainedClock } from './find-clocks.dto.js';
import { readableFacts } from './readable-facts.js';

/** Explains every date of a case from its facts and calendars (B05, C05). */
@Injectable()
export class FindClocks {
  /**
   * The clocks of a case that the reader may know the facts of.
   *
   * @throws DomainError `case.not-found`, `authority.*`
   */
  async ofCase(tx: Tx, caller: Caller, caseId: string): Promise<CaseClocks> {
    const scope = await scopeOf(tx, caller);
    const rows = await readCase(tx, caseId);
    if (rows === undefined || !isReadable(scope, rows.watched)) throw caseNotFound(rows !== undefined);
    const { watched, calendars } = rows;
    const facts = readableFacts(rows.facts, await scopeFor(tx, caller, 'rectification.read'));
    const readings = readClocks(facts);
    const clocks = rows.clocks.sort(byStart).flatMap((clock) => {
      const reading = readings.find(({ kind, ref }) => kind === clock.kind && ref === clock.ref);
      return reading === undefined ? [] : [explain(clock, reading, calendars)];
    });
    const { caseNumber, itemId, itemName, departmentId } = watched;
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

const byStart = (one: Clock, other: Clock): number =>
  one.startsAt.getTime() - other.startsAt.getTime() || (one.clockId < other.clockId ? -1 : 1);

function explain(clock: Clock, reading: ClockReading, calendars: KnownCalendars): ExplainedClock {
  const segments = segmentsOf(reading, calendars);
  // To a date that was told a new calendar does nothing.
  const isOfItsOwn = ({ why }: Segment): boolean => reading.limit !== null || why !== 'calendar-changed';
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
    stretches: segments.filter(isOfItsOwn).map((segment) => ({
      from: segment.from,
      why: segment.why,
      dueAt: segment.dueAt,
      calendarVersion: segment.calendarVersion,
    })),
    explanation: segments.at(-1)?.explanation ?? [],
  };
}

import type { ClockFact } from '#lib/calendar';
import type { CaseFacts, Fact, FactClock, FactKind, FactOf } from '../case-fact/fact.js';
import { type ClockReading, endOf } from './clock-reading.js';

/** What ends a case for the departments. */
const overForDepartments = [
  'case-decided',
  'case-withdrawn',
  'case-lapsed',
  'case-closed',
] as const satisfies readonly FactKind[];

type Stop = FactOf<'clock-stopped'>;
interface StopAndResume {
  stop: Stop;
  resume: FactOf<'clock-resumed'> | undefined;
}

/** From acceptance to decision: the plan's clocks, the departments' branches, special procedures, outstanding materials. */
export function readPlannedClocks(facts: CaseFacts): ClockReading[] {
  const accepted = facts.of('case-accepted')[0];
  if (accepted === undefined) return [];
  const stops = pair(facts);
  const recorded = clockFactsOf(facts, accepted, stops);
  const bound = accepted.content.clocks.flatMap((clock): ClockReading[] => {
    const { kind } = clock;
    if (kind !== 'promised' && kind !== 'statutory') return [];
    const ended = endOf(facts.firstOf(overForDepartments, accepted.occurredAt));
    return [{ ...planned(accepted, clock), kind, ref: '', facts: recorded, ended }];
  });
  return [
    ...bound,
    ...readOpinions(facts, accepted, recorded),
    ...readProcedures(facts, accepted, stops),
    ...readOutstanding(facts, accepted),
  ];
}

/** A department's branch of a joint case runs inside the whole: with its limit and its stops, until its opinion (联办). */
function readOpinions(facts: CaseFacts, accepted: FactOf<'case-accepted'>, recorded: ClockFact[]): ClockReading[] {
  const { clocks, departments } = accepted.content;
  const whole = clocks.find(({ kind }) => kind === 'promised') ?? clocks.find(({ kind }) => kind === 'statutory');
  if (whole === undefined || departments.length < 2) return [];
  return facts.of('task-opened').map(({ content: { taskId, departmentId } }) => {
    const given = facts.inOrder.find(
      (fact) =>
        (fact.kind === 'opinion-given' && fact.content.taskId === taskId) ||
        (overForDepartments.some((kind) => kind === fact.kind) && fact.occurredAt >= accepted.occurredAt),
    );
    const branch = { kind: 'opinion' as const, ref: taskId, departmentId };
    return { ...planned(accepted, whole), ...branch, facts: recorded, ended: endOf(given) };
  });
}

/** A special procedure has the limit that the applicant was told while it holds the clocks of the case (行政许可法 45). */
function readProcedures(facts: CaseFacts, accepted: FactOf<'case-accepted'>, stops: StopAndResume[]): ClockReading[] {
  const { procedures, departmentId } = accepted.content;
  return stops.flatMap(({ stop, resume }): ClockReading[] => {
    const declared = procedures.find(({ name }) => name === stop.content.procedure)?.limit;
    const limit = stop.content.limit ?? declared ?? null;
    if (limit === null || limit.days === 0) return [];
    const over = facts.firstOf(overForDepartments, stop.occurredAt);
    return [
      {
        kind: 'special-procedure',
        ref: stop.noticeNumber,
        departmentId,
        startsAt: stop.occurredAt,
        knownAt: stop.occurredAt,
        limit,
        toldDueAt: null,
        calendarVersion: '',
        facts: [],
        ended: endOf(resume ?? over),
        follows: null,
      },
    ];
  });
}

/** What voids a promise to bring a material, as intake does: the case ended otherwise, was denied, or its approval revoked. */
const voidsPromise = (fact: Fact): boolean =>
  (fact.kind === 'case-decided' && fact.content.outcome !== 'approved') ||
  fact.kind === 'decision-revoked' ||
  fact.kind === 'case-withdrawn' ||
  fact.kind === 'case-lapsed' ||
  fact.kind === 'case-closed';

/** The applicant promised to bring what is outstanding (容缺受理). */
function readOutstanding(facts: CaseFacts, accepted: FactOf<'case-accepted'>): ClockReading[] {
  return accepted.content.outstanding.map(({ materialRef, cureDueAt, calendarVersion }) => {
    const ended = facts.inOrder.find(
      (fact) =>
        ((fact.kind === 'outstanding-material-cured' || fact.kind === 'outstanding-material-lapsed') &&
          fact.content.materialRef === materialRef) ||
        voidsPromise(fact),
    );
    return {
      kind: 'outstanding-material',
      ref: materialRef,
      departmentId: accepted.content.departmentId,
      startsAt: accepted.occurredAt,
      knownAt: accepted.occurredAt,
      limit: null,
      toldDueAt: new Date(cureDueAt),
      calendarVersion,
      facts: [],
      ended: endOf(ended),
      follows: null,
    };
  });
}

type Planned = Omit<ClockReading, 'kind' | 'ref' | 'facts' | 'ended'>;

function planned({ occurredAt: knownAt, content }: FactOf<'case-accepted'>, clock: FactClock): Planned {
  const { limit, calendarVersion } = clock;
  const told = { startsAt: new Date(clock.startsAt), toldDueAt: new Date(clock.dueAt) };
  return { departmentId: content.departmentId, knownAt, ...told, limit, calendarVersion, follows: null };
}

/** Each stop with its resume. A resume whose stop was not heard yet does nothing; a stop without one holds the clock. */
function pair(facts: CaseFacts): StopAndResume[] {
  const pairs: StopAndResume[] = [];
  for (const fact of facts.inOrder) {
    if (fact.kind === 'clock-stopped') pairs.push({ stop: fact, resume: undefined });
    if (fact.kind !== 'clock-resumed') continue;
    const open = pairs.findLast(
      ({ stop, resume }) => resume === undefined && stop.content.procedure === fact.content.procedure,
    );
    if (open !== undefined) open.resume = fact;
  }
  return pairs;
}

/** Stops, resumes and extensions as the calendar library reads them; a resume cites the notice of its stop. */
function clockFactsOf(facts: CaseFacts, accepted: FactOf<'case-accepted'>, stops: StopAndResume[]): ClockFact[] {
  const intervals = stops.flatMap(({ stop, resume }): ClockFact[] => {
    const cited = { noticeNumber: stop.noticeNumber, reason: stop.content.procedure };
    const stopped = { kind: 'stop' as const, at: stop.occurredAt, ...cited };
    return resume === undefined ? [stopped] : [stopped, { kind: 'resume', at: resume.occurredAt, ...cited }];
  });
  const { extension } = accepted.content;
  // The event tells the new dates, the plan how many days the law allows to add; review extends only by the plan.
  const extensions =
    extension === null || extension.unit === 'on-the-spot'
      ? []
      : facts.of('limit-extended').map(({ occurredAt, noticeNumber, content }): ClockFact => ({
          kind: 'extend',
          at: occurredAt,
          noticeNumber,
          days: extension.days,
          unit: extension.unit === 'calendar-day' ? 'calendar-day' : 'working-day',
          reason: content.reason,
        }));
  return [...intervals, ...extensions].sort((a, b) => a.at.getTime() - b.at.getTime());
}

import { addLimit, type ClockFact, dueWithIntervals, type Limit, type WorkingCalendar } from '#lib/calendar';
import type { Equation, Family } from './equation.js';
import type { Ground } from './ground.js';

/** Every date can be computed again from recorded facts and the calendar it names (I14). */
export const deadlines: Family = {
  name: 'deadlines',
  equations: (ground) => [
    ...(ground.has('intake.service_case', 'catalogue.calendar_version') ? atTheDesk(ground) : []),
    ...(ground.has('review.clock_fact', 'catalogue.calendar_version') ? [atTheDepartments(ground)] : []),
    ...timers(ground),
    ...duties(ground),
  ],
};

interface StoredClock {
  kind: string;
  limit?: { days?: number; unit?: string };
  startsAt?: string;
  dueAt?: string;
  calendarVersion?: string;
}

interface DatedCase {
  case_id: string;
  calendar_version: string;
  received_at: Date;
  answer_due_at: Date;
  accepted_at: Date | null;
  statutory_due_at: Date | null;
  promised_due_at: Date | null;
  clocks: string | null;
  /** At the departments: what was recorded about the clocks. */
  facts?: string | null;
}

const pageSize = 500;
const answerLimit: Limit = { days: 5, unit: 'working-day' };

function atTheDesk(ground: Ground): Equation[] {
  const over = 'yc_intake.service_case';
  const query = `SELECT case_id, calendar_version, received_at, answer_due_at, accepted_at, statutory_due_at, promised_due_at,
                        JSON_EXTRACT(plan, '$.clocks') AS clocks FROM ${over}`;
  const each = async (wrong: (row: DatedCase, calendars: Calendars) => boolean): Promise<string[]> => {
    const calendars = await readCalendars(ground);
    return eachCase(ground, query, (row) => wrong(row, calendars));
  };
  return [
    {
      id: 'I14.answer',
      sentence: 'an application must be answered five working days after its papers came in (行政许可法 32)',
      over,
      // From acceptance on the calendar the row names is that of the clocks that run then.
      offending: async () =>
        each(
          (row, calendars) =>
            row.accepted_at === null && answerDue(row, calendars)?.getTime() !== row.answer_due_at.getTime(),
        ),
    },
    {
      id: 'I14.accepted',
      sentence: 'the clocks of a plan start with the acceptance and end when limit and calendar say',
      over,
      offending: async () => each((row, calendars) => row.accepted_at !== null && !clocksRight(row, calendars)),
    },
  ];
}

function answerDue(row: DatedCase, calendars: Calendars): Date | undefined {
  const calendar = calendars.get(row.calendar_version);
  return calendar === undefined ? undefined : addLimit(calendar, row.received_at, answerLimit, 'end-of-day').dueAt;
}

function clocksRight(row: DatedCase, calendars: Calendars): boolean {
  const clocks = clocksOf(row);
  return clocks.every((clock) => {
    const calendar = calendars.get(clock.calendarVersion ?? '');
    const start = new Date(clock.startsAt ?? '');
    if (calendar === undefined || start.getTime() !== row.accepted_at?.getTime()) return false;
    const due = addLimit(calendar, start, limitOf(clock), 'end-of-day').dueAt.getTime();
    return new Date(clock.dueAt ?? '').getTime() === due && columnOf(row, clock)?.getTime() === due;
  });
}

function atTheDepartments(ground: Ground): Equation {
  const over = 'yc_review.review_case';
  const query = `SELECT case_id, calendar_version, accepted_at, statutory_due_at, promised_due_at,
                        JSON_EXTRACT(plan, '$.clocks') AS clocks,
                        (SELECT JSON_ARRAYAGG(JSON_OBJECT('kind', f.kind, 'at', f.at, 'notice', f.notice_number,
                                  'days', f.days, 'unit', f.unit, 'reason', f.reason))
                           FROM yc_review.clock_fact f WHERE f.case_id = c.case_id) AS facts
                   FROM ${over} c`;
  return {
    id: 'I14.running',
    sentence: 'the due dates at the departments follow from the plan and the recorded stops, resumes and extensions',
    over,
    offending: async () => {
      const calendars = await readCalendars(ground);
      return eachCase(ground, query, (row) => !runningRight(row, calendars));
    },
  };
}

/** A stop, resume or extension counts with the newest calendar of its time; either may be the one that gave the date. */
function runningRight(row: DatedCase, calendars: Calendars): boolean {
  const facts = factsOf(row.facts);
  const tried = facts.length === 0 ? [calendars.get(row.calendar_version)] : [...calendars.values()];
  const clocks = clocksOf(row).filter(({ kind }) => kind !== 'delivery');
  return tried.some((calendar) =>
    clocks.every((clock) => {
      if (calendar === undefined) return false;
      const start = new Date(clock.startsAt ?? '');
      const { dueAt } = dueWithIntervals(calendar, start, limitOf(clock), 'end-of-day', facts);
      return (columnOf(row, clock)?.getTime() ?? 0) === (dueAt?.getTime() ?? 0);
    }),
  );
}

interface StoredFact {
  kind: ClockFact['kind'];
  at: string;
  notice: string;
  days: number | null;
  unit: ClockFact['unit'] | null;
  reason: string;
}

function factsOf(stored: string | null | undefined): ClockFact[] {
  return (parsed(stored ?? '[]') as StoredFact[]).map(({ kind, at, notice, days, unit, reason }) => ({
    kind,
    at: new Date(`${at.replace(' ', 'T')}Z`),
    noticeNumber: notice,
    reason,
    ...(kind === 'extend' && days !== null ? { days } : {}),
    ...(kind === 'extend' && unit ? { unit } : {}),
  }));
}

/** The plan's two clocks are columns of the case. */
function columnOf(row: DatedCase, { kind }: StoredClock): Date | null {
  return kind === 'statutory' ? row.statutory_due_at : row.promised_due_at;
}

function limitOf({ limit }: StoredClock): Limit {
  const unit = limit?.unit === 'calendar-day' || limit?.unit === 'on-the-spot' ? limit.unit : 'working-day';
  return { days: limit?.days ?? 0, unit };
}

async function eachCase(ground: Ground, query: string, wrong: (row: DatedCase) => boolean): Promise<string[]> {
  const offending: string[] = [];
  for (let after = ''; ;) {
    const page = await ground.rows<DatedCase>(`${query} WHERE case_id > ? ORDER BY case_id LIMIT ${pageSize}`, [after]);
    offending.push(...page.filter(wrong).map((row) => row.case_id));
    const last = page.at(-1);
    if (last === undefined) return offending;
    after = last.case_id;
  }
}

/** JSON columns come as objects, what JSON functions make of them as text. */
const parsed = (value: unknown): unknown => (typeof value === 'string' ? JSON.parse(value) : value);

const clocksOf = ({ clocks }: { clocks: string | null }): StoredClock[] => parsed(clocks ?? '[]') as StoredClock[];

type Calendars = ReadonlyMap<string, WorkingCalendar>;

interface CalendarRow {
  label: string;
  region: string;
  published_through: string;
  off_days: string;
  makeup_workdays: string;
}

async function readCalendars(ground: Ground): Promise<Calendars> {
  const rows = await ground.rows<CalendarRow>('SELECT * FROM yc_catalogue.calendar_version ORDER BY version');
  return new Map(
    rows.map((row) => [
      row.label,
      {
        version: row.label,
        region: row.region,
        publishedThrough: row.published_through,
        offDays: parsed(row.off_days) as Record<string, string>,
        makeupWorkdays: parsed(row.makeup_workdays) as Record<string, string>,
      },
    ]),
  );
}

/** How long after its time a timer may still be at work. */
const graceSeconds = 5;

/** Business time as of now; of a deployment that is stopped, as of identity's last sign of life. */
const businessNow = (live: boolean): string =>
  `(SELECT ${live ? 'UTC_TIMESTAMP(3)' : 'MAX(h.sent_at)'} - INTERVAL ${graceSeconds} SECOND
      + INTERVAL COALESCE((SELECT MAX(offset_ms) FROM yc_identity.business_clock), 0) * 1000 MICROSECOND
     FROM yc_identity.heartbeat h)`;

function timers(ground: Ground): Equation[] {
  if (!ground.has('identity.heartbeat', 'identity.business_clock')) return [];
  return ground.having('due_timer').map((service) => ({
    id: `I18.timers ${service}`,
    sentence: 'no duty with a date is overdue',
    over: `yc_${service}.due_timer`,
    offending: `SELECT CONCAT(timer_id, ' ', kind, ' ', subject_id) FROM yc_${service}.due_timer
                 WHERE state = 'waiting' AND due_at < ${businessNow(ground.live)}`,
  }));
}

/** What has to happen on a date, told by the rows themselves: a timer that was never written is not overdue. */
function duties(ground: Ground): Equation[] {
  if (!ground.has('identity.heartbeat', 'intake.service_case', 'intake.outstanding_material')) return [];
  const now = businessNow(ground.live);
  return [
    {
      id: 'I18.answered',
      sentence: 'no application waits for its answer beyond its date: it is accepted by law then (行政许可法 32)',
      over: 'yc_intake.service_case',
      offending: `SELECT case_id FROM yc_intake.service_case WHERE state = 'lodged' AND answer_due_at < ${now}`,
    },
    {
      id: 'I18.cured',
      sentence: 'no outstanding material is waited for beyond its date',
      over: 'yc_intake.outstanding_material',
      offending: `SELECT outstanding_id FROM yc_intake.outstanding_material
                   WHERE state = 'outstanding' AND cure_due_at < ${now}`,
    },
  ];
}

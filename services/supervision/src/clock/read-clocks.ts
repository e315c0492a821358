import type { CaseFacts } from '../case-fact/fact.js';
import { type ClockReading, endOf } from './clock-reading.js';
import { readPlannedClocks } from './read-planned-clocks.js';
import { readRectifications } from './read-rectifications.js';

const single = { ref: '', limit: null, facts: [], follows: null } as const;

/**
 * Reads every clock of a case from what was heard of it. The order in which the facts were heard does not matter, and what
 * was not heard yet starts and ends nothing.
 *
 * @param facts everything heard of the case
 */
export function readClocks(facts: CaseFacts): ClockReading[] {
  return [...readDeskClocks(facts), ...readPlannedClocks(facts), ...readDelivery(facts), ...readRectifications(facts)];
}

/** Before acceptance: the office answers within five working days (行政许可法 32), the applicant cures within the notice's. */
function readDeskClocks(facts: CaseFacts): ClockReading[] {
  const ends = ['case-accepted', 'case-refused', 'application-withdrawn', 'case-closed'] as const;
  const departmentId = facts.of('application-lodged')[0]?.content.departmentId ?? '';
  const answers = facts.of('application-lodged').map(({ occurredAt, calendarVersion, content }) => ({
    ...single,
    kind: 'answer' as const,
    departmentId,
    ...at(occurredAt),
    toldDueAt: new Date(content.answerDueAt),
    calendarVersion,
    ended: endOf(facts.firstOf(['correction-requested', ...ends], occurredAt)),
  }));
  const cures = facts.of('correction-requested').map(({ occurredAt, calendarVersion, noticeNumber, content }) => ({
    ...single,
    kind: 'cure' as const,
    ref: noticeNumber,
    departmentId,
    ...at(occurredAt),
    toldDueAt: new Date(content.cureDueAt),
    calendarVersion,
    ended: endOf(facts.firstOf(['correction-cured', ...ends], occurredAt)),
  }));
  const again = facts.of('correction-cured').map(({ occurredAt, calendarVersion, noticeNumber, content }) => ({
    ...single,
    kind: 'answer' as const,
    ref: noticeNumber,
    departmentId,
    ...at(occurredAt),
    toldDueAt: new Date(content.answerDueAt),
    calendarVersion,
    ended: endOf(facts.firstOf(ends, occurredAt)),
    follows: { ref: '', why: 'cured' as const },
  }));
  return [...answers, ...cures, ...again];
}

/** The result is delivered within ten working days of the decision (行政许可法 44). */
function readDelivery(facts: CaseFacts): ClockReading[] {
  const departmentId = facts.of('case-accepted')[0]?.content.departmentId ?? '';
  return facts.of('case-decided').flatMap(({ occurredAt, content: { delivery } }) => {
    if (delivery === null) return [];
    const ended = endOf(facts.firstOf(['result-delivered', 'decision-revoked', 'case-closed'], occurredAt));
    const { limit, calendarVersion } = delivery;
    const told = { startsAt: new Date(delivery.startsAt), toldDueAt: new Date(delivery.dueAt) };
    return [
      {
        ...single,
        kind: 'delivery' as const,
        departmentId,
        knownAt: occurredAt,
        ...told,
        limit,
        calendarVersion,
        ended,
      },
    ];
  });
}

const at = (occurredAt: Date): { startsAt: Date; knownAt: Date } => ({ startsAt: occurredAt, knownAt: occurredAt });

import { type CaseFacts, type FactOf, isOfRectification, type RectificationKind } from '../case-fact/fact.js';
import { type ClockReading, endOf } from './clock-reading.js';

/**
 * A bad rating is looked into within the region's limits (好差评): the rater is contacted by a first date and all is done by a
 * second; sent back, all is done by another. The dates are those that evaluation told the department.
 */
export function readRectifications(facts: CaseFacts): ClockReading[] {
  return [...readContacts(facts), ...readWholes(facts), ...readRepeats(facts)];
}

function readContacts(facts: CaseFacts): ClockReading[] {
  return facts.of('rectification-opened').flatMap((opened) => {
    const { rectificationId, contactDueAt = '' } = opened.content;
    if (contactDueAt === '') return [];
    const ended = first(facts, rectificationId, ['rectification-contacted', 'rectification-closed']);
    return [{ ...toldBy(opened, contactDueAt), kind: 'rectification-contact', ref: rectificationId, ended }];
  });
}

function readWholes(facts: CaseFacts): ClockReading[] {
  return facts.of('rectification-opened').map((opened) => {
    const { rectificationId, dueAt } = opened.content;
    const ended = first(facts, rectificationId, ['rectification-reopened', 'rectification-closed']);
    return { ...toldBy(opened, dueAt), kind: 'rectification', ref: rectificationId, ended };
  });
}

/** Each rectification is sent back at most once. */
function readRepeats(facts: CaseFacts): ClockReading[] {
  return facts.of('rectification-reopened').map((reopened) => {
    const { rectificationId, dueAt } = reopened.content;
    return {
      ...toldBy(reopened, dueAt),
      kind: 'rectification',
      ref: `${rectificationId} again`,
      ended: first(facts, rectificationId, ['rectification-closed']),
      follows: { ref: rectificationId, why: 'reopened' },
    };
  });
}

type Told = Omit<ClockReading, 'kind' | 'ref' | 'ended'>;

function toldBy(
  { occurredAt, calendarVersion, content }: FactOf<'rectification-opened' | 'rectification-reopened'>,
  dueAt: string,
): Told {
  const since = { startsAt: occurredAt, knownAt: occurredAt };
  const told = { limit: null, toldDueAt: new Date(dueAt), calendarVersion };
  return { departmentId: content.departmentId, ...since, ...told, facts: [], follows: null };
}

/** The first of some steps of a rectification. */
function first(facts: CaseFacts, rectificationId: string, kinds: readonly RectificationKind[]): ClockReading['ended'] {
  const steps = facts.inOrder.filter(isOfRectification);
  return endOf(steps.find(({ kind, content }) => kinds.includes(kind) && content.rectificationId === rectificationId));
}

import type { Limit } from '#lib/calendar';

/** A limit as the calendar library reads it. */
export type FactLimit = Pick<Limit, 'days' | 'unit'>;

/** A clock of an accepted plan. */
export interface FactClock {
  kind: string;
  limit: FactLimit | null;
  startsAt: string;
  dueAt: string;
  calendarVersion: string;
}

/** What each kind of fact says, as far as supervision needs it. Dates are RFC 3339. */
export interface FactContents {
  'application-lodged': {
    itemId: string;
    itemName: string;
    departmentId: string;
    hallId: string;
    applicantIndex: string;
    answerDueAt: string;
  };
  'correction-requested': { cureDueAt: string };
  'correction-cured': { answerDueAt: string };
  'case-accepted': {
    caseNumber: string;
    itemId: string;
    itemName: string;
    departmentId: string;
    departments: string[];
    hallId: string;
    applicantIndex: string;
    acceptedAt: string;
    clocks: FactClock[];
    outstanding: { materialRef: string; cureDueAt: string; calendarVersion: string }[];
    procedures: { name: string; limit: FactLimit | null }[];
    extension: FactLimit | null;
  };
  'case-refused': object;
  'application-withdrawn': object;
  /** With what the applicant was told; kept before the event told it, a fact has none. */
  'clock-stopped': { procedure: string; limit?: FactLimit | null };
  'clock-resumed': { procedure: string };
  'limit-extended': { reason: string };
  'case-withdrawn': object;
  'case-lapsed': object;
  'case-decided': { outcome: string; delivery: FactClock | null };
  'decision-revoked': object;
  'case-closed': { outcome: string };
  'result-delivered': object;
  'outstanding-material-cured': { materialRef: string };
  'outstanding-material-lapsed': { materialRef: string };
  'task-opened': { taskId: string; departmentId: string };
  'opinion-given': { taskId: string };
  /** With the date of the contact; kept before supervision watched it, a fact has none. */
  'rectification-opened': { rectificationId: string; departmentId: string; contactDueAt?: string; dueAt: string };
  'rectification-contacted': { rectificationId: string };
  'rectification-reopened': { rectificationId: string; departmentId: string; dueAt: string };
  'rectification-closed': { rectificationId: string };
}

/** A kind of fact. */
export type FactKind = keyof FactContents;

/** A fact of one kind with what it says. */
export interface FactOf<K extends FactKind> {
  eventId: string;
  kind: K;
  occurredAt: Date;
  aggregateVersion: number;
  calendarVersion: string;
  noticeNumber: string;
  content: FactContents[K];
}

/** A fact of any kind. */
export type Fact = { [K in FactKind]: FactOf<K> }[FactKind];

/** A kind of fact about the rectification of a bad rating. */
export type RectificationKind = Extract<FactKind, `rectification-${string}`>;

/** Whether a fact is about the rectification of a bad rating. */
export const isOfRectification = (fact: Fact): fact is FactOf<RectificationKind> & Fact =>
  fact.kind.startsWith('rectification-');

/** The facts of a case in the order in which they happened, whatever the order in which they were heard. */
export class CaseFacts {
  readonly inOrder: readonly Fact[];

  constructor(facts: readonly Fact[]) {
    this.inOrder = [...facts].sort(
      (a, b) =>
        a.occurredAt.getTime() - b.occurredAt.getTime() ||
        a.aggregateVersion - b.aggregateVersion ||
        (a.eventId < b.eventId ? -1 : 1),
    );
  }

  /** The facts of one kind. */
  of<K extends FactKind>(kind: K): FactOf<K>[] {
    return this.inOrder.filter((fact): fact is FactOf<K> & Fact => fact.kind === kind) as FactOf<K>[];
  }

  /** The first fact of one of some kinds that did not happen before an instant. */
  firstOf(kinds: readonly FactKind[], since: Date): Fact | undefined {
    return this.inOrder.find((fact) => kinds.includes(fact.kind) && fact.occurredAt >= since);
  }
}

import type { Step } from '#lib/calendar';

/** A stretch of a clock's life. */
export interface ClockStretch {
  from: Date;
  /** started | stopped | resumed | extended | calendar-changed | cured | reopened */
  why: string;
  /** Null while the clock stands still. */
  dueAt: Date | null;
  calendarVersion: string;
}

/** A clock with the way to its due date. */
export interface ExplainedClock {
  clockId: string;
  kind: string;
  ref: string;
  departmentId: string;
  state: string;
  version: number;
  startsAt: Date;
  limit: { days: number; unit: string } | null;
  dueAt: Date | null;
  calendarVersion: string;
  provisional: boolean;
  endedAt: Date | null;
  endedBy: string | null;
  /** When its next card comes, unless something happens before; null when none is to come. */
  nextCheckAt: Date | null;
  /** Every due date it had, and why each came to be. */
  stretches: ClockStretch[];
  /** How the due date of now was counted, interval by interval, in Chinese and English. */
  explanation: readonly Step[];
}

/** The clocks of a case and what they were read from. */
export interface CaseClocks {
  caseId: string;
  caseNumber: string;
  itemId: string;
  itemName: string;
  departmentId: string;
  clocks: ExplainedClock[];
  facts: { eventId: string; kind: string; occurredAt: Date; calendarVersion: string; noticeNumber: string }[];
}

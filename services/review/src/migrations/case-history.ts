import type { HistoryQuery } from '#lib/persistence';

/** What the departments add to the printed life of a case. */
export const caseHistory: readonly HistoryQuery[] = [
  {
    what: 'clock',
    sql: `SELECT at, CONCAT_WS(' ', kind, \`procedure\`, days, unit, notice_number) AS detail
            FROM clock_fact WHERE case_id IN (?)`,
  },
  {
    what: 'due dates',
    sql: `SELECT accepted_at AS at,
                 CONCAT_WS(' ', 'statutory', statutory_due_at, 'promised', promised_due_at, calendar_version) AS detail
            FROM review_case WHERE case_id IN (?)`,
  },
  {
    what: 'decision',
    sql: `SELECT decided_at AS at, CONCAT_WS(' ', outcome, letter_number) AS detail
            FROM decision WHERE case_id IN (?)`,
  },
];

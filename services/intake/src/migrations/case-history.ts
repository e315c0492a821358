import type { HistoryQuery } from '#lib/persistence';

/** What the front desk adds to the printed life of a case. */
export const caseHistory: readonly HistoryQuery[] = [
  {
    what: 'material received',
    sql: `SELECT received_at AS at, CONCAT_WS(' ', material_ref, type, CONCAT(size, ' bytes')) AS detail
            FROM material_file WHERE case_id IN (?)`,
  },
  {
    what: 'correction requested',
    sql: `SELECT requested_at AS at, CONCAT_WS(' ', notice_number, 'cure due', cure_due_at, calendar_version) AS detail
            FROM correction WHERE case_id IN (?)`,
  },
  {
    what: 'correction cured',
    sql: 'SELECT cured_at AS at, notice_number AS detail FROM correction WHERE case_id IN (?) AND cured_at IS NOT NULL',
  },
];

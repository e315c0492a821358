import type { HistoryQuery } from '#lib/persistence';

/** What the office of evaluations adds to the printed life of a case: levels and kinds, never words. */
export const caseHistory: readonly HistoryQuery[] = [
  {
    what: 'service to be rated',
    sql: `SELECT served_at AS at, CONCAT_WS(' ', kind, 'service', service_number, 'by', served_by) AS detail
            FROM occasion WHERE case_id IN (?)`,
  },
  {
    what: 'invited to rate',
    sql: `SELECT made_at AS at, CONCAT_WS(' ', 'by', invited_by, 'until', expires_at) AS detail
            FROM invitation WHERE occasion_id IN (?)`,
  },
  {
    what: 'rated',
    sql: `SELECT rated_at AS at, CONCAT('level ', level, ', ', channel, ', ', origin, ' [', occasion_id, ']') AS detail
            FROM evaluation WHERE occasion_id IN (?)`,
  },
  {
    what: 'rectification due',
    sql: `SELECT opened_at AS at, CONCAT_WS(' ', 'contact', contact_due_at, 'rectify', due_at, calendar_version) AS detail
            FROM rectification WHERE case_id IN (?)`,
  },
  {
    what: 'rater contacted',
    sql: `SELECT contacted_at AS at, rectification_id AS detail
            FROM rectification WHERE case_id IN (?) AND contacted_at IS NOT NULL`,
  },
  {
    what: 'rectification answered',
    sql: `SELECT answered_at AS at, CONCAT_WS(' ', finding, 'by', answered_by) AS detail
            FROM rectification WHERE case_id IN (?) AND answered_at IS NOT NULL`,
  },
  {
    what: 'rectification sent back',
    sql: `SELECT reopened_at AS at, CONCAT_WS(' ', 'rectify', due_at, calendar_version) AS detail
            FROM rectification WHERE case_id IN (?) AND reopened_at IS NOT NULL`,
  },
  {
    what: 'rectification closed',
    sql: `SELECT closed_at AS at, CONCAT_WS(' ', 'level', level, '→', new_level) AS detail
            FROM rectification WHERE case_id IN (?) AND closed_at IS NOT NULL`,
  },
];

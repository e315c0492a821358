import type { HistoryQuery } from '#lib/persistence';

/** What supervision adds to the printed life of a case: its clocks, cards and orders to act, never their words. */
export const caseHistory: readonly HistoryQuery[] = [
  {
    what: 'clock started',
    sql: `SELECT starts_at AS at, CONCAT_WS(' ', kind, NULLIF(ref, ''), 'due', due_at, calendar_version) AS detail
            FROM clock WHERE case_id IN (?)`,
  },
  {
    what: 'clock ended',
    sql: `SELECT ended_at AS at, CONCAT_WS(' ', kind, NULLIF(ref, ''), IF(due_at < ended_at, 'late', 'in time'), 'by', ended_by) AS detail
            FROM clock WHERE case_id IN (?) AND ended_at IS NOT NULL`,
  },
  {
    what: 'card raised',
    sql: `SELECT raised_at AS at, CONCAT(colour, ' ', clock_kind, ' by ', rule_id, ' v', rule_version, ', due ', due_at,
                 ', reached ', reached_at, ', now ', state, ' [', card_id, ']') AS detail
            FROM card WHERE case_id IN (?)`,
  },
  {
    what: 'card settled',
    sql: `SELECT settled_at AS at, CONCAT_WS(' ', state, 'by', answered_by) AS detail
            FROM card WHERE case_id IN (?) AND settled_at IS NOT NULL`,
  },
  {
    what: 'order to act',
    sql: `SELECT ordered_at AS at, CONCAT_WS(' ', 'by', ordered_by, 'answer due', answer_due_at) AS detail
            FROM act_order WHERE card_id IN (?)`,
  },
  {
    what: 'order answered',
    sql: `SELECT answered_at AS at, CONCAT_WS(' ', 'by', answered_by) AS detail
            FROM act_order WHERE card_id IN (?) AND answered_at IS NOT NULL`,
  },
];

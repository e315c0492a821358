import type { HistoryQuery } from '#lib/persistence';

/** What the cashier adds to the printed life of a case. Amounts are fen. */
export const caseHistory: readonly HistoryQuery[] = [
  {
    what: 'bill issued',
    sql: `SELECT billed_at AS at, CONCAT_WS(' ', bill_number, timing, amount_fen, 'fen, pay code', pay_code) AS detail
            FROM bill WHERE case_id IN (?) AND billed_at IS NOT NULL`,
  },
  {
    what: 'bill line',
    sql: `SELECT b.billed_at AS at, CONCAT_WS(' ', l.code, '×', l.quantity, l.amount_fen, 'fen') AS detail
            FROM bill b JOIN bill_line l ON l.bill_id = b.bill_id WHERE b.case_id IN (?) AND b.billed_at IS NOT NULL`,
  },
  {
    what: 'fee waived',
    sql: `SELECT at, CONCAT_WS(' ', reason_class, amount_fen, 'fen by', waived_by) AS detail FROM waiver WHERE bill_id IN (?)`,
  },
  {
    what: 'provider called back',
    sql: `SELECT received_at AS at, CONCAT_WS(' ', kind, transaction_id) AS detail
            FROM provider_callback WHERE transaction_id IN (?)`,
  },
  {
    what: 'payment recorded',
    sql: `SELECT recorded_at AS at, CONCAT(amount_fen, ' fen, ', credited_fen, ' for the bill, ', transaction_id,
                 ', by ', heard_by, ', on the statement of ', statement_day) AS detail
            FROM payment WHERE bill_id IN (?)`,
  },
  {
    what: 'receipt issued',
    sql: `SELECT issued_at AS at, CONCAT_WS(' ', code, number, amount_fen, 'fen') AS detail FROM receipt WHERE bill_id IN (?)`,
  },
  {
    what: 'refund asked for',
    sql: `SELECT requested_at AS at, CONCAT(amount_fen, ' fen of ', transaction_id, ', ', reason_class,
                 ', by ', requested_by, ' [', refund_id, ']') AS detail
            FROM refund WHERE bill_id IN (?)`,
  },
  {
    what: 'posted',
    sql: `SELECT at, CONCAT(amount_fen, ' fen ', credit, ' → ', debit, ' [', entry_key, ']') AS detail
            FROM posting WHERE bill_id IN (?)`,
  },
];

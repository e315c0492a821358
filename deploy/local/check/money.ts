import type { Equation, Family } from './equation.js';

/** Money (I9): every fen is accounted for, every transaction of the provider posts once, and nothing goes out unpaid. */
export const money: Family = {
  name: 'money',
  equations: (ground) =>
    ground.has('fees.bill', 'fees.posting', 'fees.payment', 'fees.refund', 'fees.receipt', 'fees.charged_case')
      ? [...books, ...hands]
      : [],
};

const posted = (side: 'debit' | 'credit', account: string): string =>
  `(SELECT COALESCE(SUM(IF(${side} = '${account}', amount_fen, -amount_fen)), 0) FROM yc_fees.posting
     WHERE bill_id = b.bill_id AND '${account}' IN (debit, credit))`;

const books: Equation[] = [
  {
    id: 'I9.known',
    sentence: 'every accepted case is known to the cashier, and no other is',
    over: 'yc_fees.charged_case',
    offending: `SELECT c.case_id FROM yc_intake.service_case c LEFT JOIN yc_fees.charged_case f USING (case_id)
                 WHERE c.accepted_at IS NOT NULL AND f.case_id IS NULL
                UNION SELECT f.case_id FROM yc_fees.charged_case f LEFT JOIN yc_intake.service_case c
                    ON c.case_id = f.case_id AND c.accepted_at IS NOT NULL WHERE c.case_id IS NULL`,
  },
  {
    id: 'I9.owed',
    sentence: 'what is receivable of a bill is what it asks for and was not credited',
    over: 'yc_fees.posting',
    offending: `SELECT b.bill_id FROM yc_fees.bill b WHERE ${posted('debit', 'receivable')} <> IF(b.state = 'billed',
                  b.amount_fen - (SELECT COALESCE(SUM(credited_fen), 0) FROM yc_fees.payment WHERE bill_id = b.bill_id), 0)`,
  },
  {
    id: 'I9.due-back',
    sentence: 'what is owed to payers is what is to be refunded and was not',
    over: 'yc_fees.refund',
    offending: `SELECT b.bill_id FROM yc_fees.bill b WHERE ${posted('credit', 'refunds-payable')} <>
                  (SELECT COALESCE(SUM(amount_fen), 0) FROM yc_fees.refund
                    WHERE bill_id = b.bill_id AND state NOT IN ('refunded', 'declined'))`,
  },
  {
    id: 'I9.income',
    sentence: 'income of a bill is what it asks for while it stands, without what was given back of it',
    over: 'yc_fees.posting',
    offending: `SELECT b.bill_id FROM yc_fees.bill b WHERE ${posted('credit', 'revenue')} <>
                  IF(b.state IN ('billed', 'settled'), b.amount_fen, 0) - IF(b.state = 'settled',
                    (SELECT COALESCE(SUM(amount_fen), 0) FROM yc_fees.refund WHERE bill_id = b.bill_id
                        AND reason_class IN ('asked', 'case-ended') AND state <> 'declined'), 0)`,
  },
  {
    id: 'I9.held',
    sentence: 'what provider and treasury hold of a bill is what was paid and did not go back',
    over: 'yc_fees.payment',
    offending: `SELECT b.bill_id FROM yc_fees.bill b
                 WHERE ${posted('debit', 'clearing')} + ${posted('debit', 'treasury')} <>
                  (SELECT COALESCE(SUM(amount_fen), 0) FROM yc_fees.payment WHERE bill_id = b.bill_id) -
                  (SELECT COALESCE(SUM(amount_fen), 0) FROM yc_fees.refund
                    WHERE bill_id = b.bill_id AND state = 'refunded')`,
  },
  {
    id: 'I9.cleared',
    sentence: 'what was moved between provider and treasury is a payment or a refund, over its fen',
    over: 'yc_fees.posting',
    offending: `SELECT j.entry_key FROM yc_fees.posting j
                  LEFT JOIN yc_fees.payment p ON j.entry_key = CONCAT('cleared:paid:', p.transaction_id)
                   AND j.debit = 'treasury' AND j.bill_id = p.bill_id
                  LEFT JOIN yc_fees.refund r ON j.entry_key = CONCAT('cleared:refunded:', r.refund_id)
                   AND j.credit = 'treasury' AND j.bill_id = r.bill_id AND r.state = 'refunded'
                 WHERE 'treasury' IN (j.debit, j.credit)
                   AND NOT (j.amount_fen <=> COALESCE(p.amount_fen, r.amount_fen))`,
  },
  {
    id: 'I9.whose',
    sentence: 'every posting is of a bill',
    over: 'yc_fees.posting',
    offending: `SELECT j.entry_key FROM yc_fees.posting j LEFT JOIN yc_fees.bill b USING (bill_id)
                 WHERE b.bill_id IS NULL`,
  },
  {
    id: 'I9.posted-once',
    sentence: 'the money that came in is the money the provider told of, transaction by transaction',
    over: 'yc_fees.payment',
    offending: `SELECT b.bill_id FROM yc_fees.bill b WHERE
                  (SELECT COALESCE(SUM(amount_fen), 0) FROM yc_fees.payment WHERE bill_id = b.bill_id) <>
                  (SELECT COALESCE(SUM(amount_fen), 0) FROM yc_fees.posting
                    WHERE bill_id = b.bill_id AND debit = 'clearing' AND credit IN ('receivable', 'refunds-payable'))`,
  },
  {
    id: 'I9.refunded-once',
    sentence: 'no payment is refunded beyond what it brought',
    over: 'yc_fees.refund',
    offending: `SELECT r.transaction_id FROM yc_fees.refund r LEFT JOIN yc_fees.payment p USING (transaction_id)
                 WHERE r.state <> 'declined' GROUP BY r.transaction_id HAVING SUM(r.amount_fen) > COALESCE(MAX(p.amount_fen), 0)`,
  },
];

/** The bills of cases that came to nothing, as the departments say it, and those for the result of a case that was denied. */
const endedBills = `SELECT b.bill_id, b.state FROM yc_fees.bill b JOIN yc_review.review_case c USING (case_id)
                      LEFT JOIN yc_review.decision d USING (case_id)
                     WHERE c.state IN ('withdrawn', 'lapsed') OR (d.outcome = 'denied' AND b.timing = 'before-result')`;

const hands: Equation[] = [
  {
    id: 'I9.ended',
    sentence: 'when a case comes to nothing, nothing of it is left to pay and all that was paid goes back',
    over: 'yc_fees.bill',
    offending: `SELECT e.bill_id FROM (${endedBills}) e WHERE e.state IN ('unbilled', 'billed') OR
                  (SELECT COALESCE(SUM(amount_fen), 0) FROM yc_fees.payment WHERE bill_id = e.bill_id) <>
                  (SELECT COALESCE(SUM(amount_fen), 0) FROM yc_fees.refund
                    WHERE bill_id = e.bill_id AND state <> 'declined')`,
  },
  {
    id: 'I9.lines',
    sentence: 'a bill asks for its lines, and a line for its quantity at the price of the plan',
    over: 'yc_fees.bill_line',
    offending: `SELECT b.bill_id FROM yc_fees.bill b LEFT JOIN yc_fees.bill_line l USING (bill_id)
                  LEFT JOIN yc_fees.planned_line p ON p.bill_id = l.bill_id AND p.code = l.code
                 WHERE b.billed_at IS NOT NULL GROUP BY b.bill_id
                HAVING NOT (SUM(l.amount_fen) <=> MAX(b.amount_fen))
                    OR MAX(NOT (l.amount_fen <=> l.quantity * p.unit_fen))`,
  },
  {
    id: 'I9.receipt',
    sentence: 'a bill is settled when it has its receipt over what was paid for it, and only then',
    over: 'yc_fees.receipt',
    offending: `SELECT b.bill_id FROM yc_fees.bill b LEFT JOIN yc_fees.receipt r USING (bill_id)
                 WHERE (b.state = 'settled') <> (r.bill_id IS NOT NULL) OR r.amount_fen <> b.amount_fen`,
  },
  {
    id: 'I9.before-result',
    sentence: 'no approved result went out before its fee was settled or waived',
    over: 'yc_fees.bill',
    offending: `SELECT d.case_id FROM yc_dispatch.dispatch_order d JOIN yc_fees.bill b USING (case_id)
                 WHERE d.outcome = 'approved' AND d.state IN ('released', 'sent', 'delivered')
                   AND b.timing = 'before-result' AND b.state NOT IN ('settled', 'waived')`,
  },
  {
    id: 'I9.two-persons',
    sentence: 'nobody approved a refund that they asked for or had billed, nor waived what they had billed',
    over: 'yc_fees.refund',
    offending: `SELECT r.refund_id FROM yc_fees.refund r JOIN yc_fees.bill b USING (bill_id)
                 WHERE r.approved_by IN (r.requested_by, b.billed_by)
                UNION SELECT w.bill_id FROM yc_fees.waiver w JOIN yc_fees.bill b USING (bill_id)
                 WHERE w.waived_by = b.billed_by`,
  },
];

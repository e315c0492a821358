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
                    WHERE bill_id = b.bill_id AND state <> 'refunded')`,
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
                 GROUP BY r.transaction_id HAVING SUM(r.amount_fen) > COALESCE(MAX(p.amount_fen), 0)`,
  },
];

const hands: Equation[] = [
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
    sentence: 'nobody approved a refund they asked for',
    over: 'yc_fees.refund',
    offending: `SELECT refund_id FROM yc_fees.refund WHERE approved_by = requested_by`,
  },
];

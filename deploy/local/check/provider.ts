import type { Equation, Family } from './equation.js';

/** The cashier's books against the payment provider's own (I9): neither knows of a fen that the other does not. */
export const provider: Family = {
  name: 'provider',
  equations: (ground) => (ground.provider && ground.has('fees.payment', 'fees.refund') ? equations : []),
};

const lines = 'yc_check.provider_line';

/** What a person settled with a reason is explained; anything else has to agree. */
const unexplained = (key: string): string =>
  `NOT EXISTS (SELECT 1 FROM yc_fees.difference d WHERE d.entry_key = ${key} AND d.state = 'settled')`;

const equations: Equation[] = [
  {
    id: 'I9.provider-paid',
    sentence: 'every payment the provider holds is here, once, for the bill of its pay code, over the same fen',
    over: lines,
    offending: `SELECT l.transaction_id FROM ${lines} l LEFT JOIN yc_fees.payment p ON p.transaction_id = l.transaction_id
                  LEFT JOIN yc_fees.bill b ON b.bill_id = p.bill_id AND b.pay_code = l.pay_code
                 WHERE l.kind = 'paid' AND ${unexplained('l.entry_key')} GROUP BY l.transaction_id
                HAVING COUNT(*) > 1 OR MAX(b.bill_id IS NULL OR p.amount_fen <> l.amount_fen)`,
  },
  {
    id: 'I9.provider-has-payment',
    sentence: 'every payment here is held by the provider',
    over: 'yc_fees.payment',
    offending: `SELECT p.transaction_id FROM yc_fees.payment p
                 WHERE NOT EXISTS (SELECT 1 FROM ${lines} l WHERE l.entry_key = CONCAT('paid:', p.transaction_id))
                   AND ${unexplained(`CONCAT('paid:', p.transaction_id)`)}`,
  },
  {
    id: 'I9.provider-refunded',
    sentence: 'every refund the provider paid is refunded here, once, from the same payment, over the same fen',
    over: lines,
    offending: `SELECT l.entry_key FROM ${lines} l
                  LEFT JOIN yc_fees.refund r ON l.entry_key = CONCAT('refunded:', r.refund_id) AND r.state = 'refunded'
                 WHERE l.kind = 'refunded' AND ${unexplained('l.entry_key')} GROUP BY l.entry_key
                HAVING COUNT(*) > 1 OR MAX(r.refund_id IS NULL OR r.transaction_id <> l.transaction_id
                       OR r.amount_fen <> l.amount_fen)`,
  },
  {
    id: 'I9.provider-has-refund',
    sentence: 'every refund that is done here was paid by the provider',
    over: 'yc_fees.refund',
    offending: `SELECT r.refund_id FROM yc_fees.refund r WHERE r.state = 'refunded'
                   AND NOT EXISTS (SELECT 1 FROM ${lines} l WHERE l.entry_key = CONCAT('refunded:', r.refund_id))
                   AND ${unexplained(`CONCAT('refunded:', r.refund_id)`)}`,
  },
  {
    id: 'I9.provider-journal',
    sentence: 'the journal moves what the provider moved, to the fen',
    over: 'yc_fees.posting',
    offending: `SELECT l.entry_key FROM ${lines} l LEFT JOIN (
                  SELECT entry_key, SUM(amount_fen) AS fen FROM yc_fees.posting
                   WHERE entry_key LIKE 'paid:%' OR entry_key LIKE 'refunded:%' GROUP BY entry_key) j USING (entry_key)
                 WHERE NOT (j.fen <=> l.amount_fen) AND ${unexplained('l.entry_key')}`,
  },
];

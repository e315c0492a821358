import { setTimeout as sleep } from 'node:timers/promises';
import { openOperatorConnection, type OperatorConnection } from '#lib/testing';
import { say } from '../say.js';
import { serviceNames } from '../services.js';

const quietSeconds = 60;
const services = serviceNames.filter((name) => name !== 'gateway');

/** Set equations over the services' databases; each query must give no row. Across services only an operator may look. */
const equations: [string, string][] = [
  ...services.flatMap((name): [string, string][] => [
    [`${name}: every event is published`, `SELECT event_id FROM yc_${name}.outbox WHERE state = 'waiting'`],
    [`${name}: no event waits for another`, `SELECT event_id, awaits FROM yc_${name}.parked`],
    [`${name}: no dead letter is open`, `SELECT event_id, error FROM yc_${name}.dead_letter WHERE state = 'open'`],
    [
      `${name}: every history is without gaps`,
      `SELECT aggregate, aggregate_id FROM yc_${name}.ledger GROUP BY aggregate, aggregate_id
       HAVING MIN(version) <> 1 OR MAX(version) <> COUNT(*)`,
    ],
    [
      `${name}: every announced act has its event`,
      `SELECT l.event_id FROM yc_${name}.ledger l LEFT JOIN yc_${name}.outbox o ON o.event_id = l.event_id
        WHERE l.event_id IS NOT NULL AND o.event_id IS NULL`,
    ],
  ]),
  [
    'every accepted case is in review once',
    `SELECT o.aggregate_id FROM yc_intake.outbox o LEFT JOIN yc_review.review_case r ON r.case_id = o.aggregate_id
      WHERE o.type = 'yichuang.intake.v1.CaseAccepted' GROUP BY o.aggregate_id HAVING COUNT(r.case_id) <> 1`,
  ],
  [
    'every decided case has one decision and one dispatch order',
    `SELECT o.aggregate_id FROM yc_review.outbox o LEFT JOIN yc_dispatch.dispatch_order d ON d.case_id = o.aggregate_id
      WHERE o.type = 'yichuang.review.v1.CaseDecided' GROUP BY o.aggregate_id HAVING COUNT(d.order_id) <> 1`,
  ],
  [
    'nobody decided what they accepted',
    `SELECT d.decision_id FROM yc_review.decision d JOIN yc_review.review_case r ON r.case_id = d.case_id
      WHERE d.decided_by = r.accepted_by`,
  ],
  [
    'every accepted case is known to the cashier once',
    `SELECT o.aggregate_id FROM yc_intake.outbox o LEFT JOIN yc_fees.charged_case c ON c.case_id = o.aggregate_id
      WHERE o.type = 'yichuang.intake.v1.CaseAccepted' GROUP BY o.aggregate_id HAVING COUNT(c.case_id) <> 1`,
  ],
  [
    'no result went out before its fee was settled or waived',
    `SELECT d.case_id FROM yc_dispatch.dispatch_order d JOIN yc_fees.bill b ON b.case_id = d.case_id
      WHERE d.outcome = 'approved' AND d.state IN ('released', 'sent', 'delivered')
        AND b.timing = 'before-result' AND b.state NOT IN ('settled', 'waived')`,
  ],
  [
    'every bill that was paid for is owed nothing, and every payer what was not refunded',
    `SELECT b.bill_id FROM yc_fees.bill b WHERE
       (SELECT COALESCE(SUM(IF(debit = 'receivable', amount_fen, -amount_fen)), 0) FROM yc_fees.posting
         WHERE bill_id = b.bill_id AND 'receivable' IN (debit, credit))
         <> IF(b.state = 'billed', b.amount_fen - (SELECT COALESCE(SUM(credited_fen), 0) FROM yc_fees.payment
         WHERE bill_id = b.bill_id), 0)
       OR (SELECT COALESCE(SUM(IF(credit = 'refunds-payable', amount_fen, -amount_fen)), 0) FROM yc_fees.posting
         WHERE bill_id = b.bill_id AND 'refunds-payable' IN (debit, credit))
         <> (SELECT COALESCE(SUM(amount_fen), 0) FROM yc_fees.refund WHERE bill_id = b.bill_id AND state <> 'refunded')`,
  ],
  [
    'every settled bill has its receipt',
    `SELECT b.bill_id FROM yc_fees.bill b LEFT JOIN yc_fees.receipt r ON r.bill_id = b.bill_id
      WHERE (b.state = 'settled') <> (r.bill_id IS NOT NULL)`,
  ],
  [
    'every delivered result has closed its case',
    `SELECT d.case_id FROM yc_dispatch.dispatch_order d JOIN yc_intake.service_case c ON c.case_id = d.case_id
      WHERE d.state = 'delivered' AND c.state <> 'closed'`,
  ],
];

/**
 * Looks over all databases, once everything has come to rest, for anything lost or done twice.
 *
 * @param rootUrl administrator's address
 * @throws Error naming the equation that does not hold and the first offending rows
 */
export async function lookForLosses(rootUrl: string): Promise<void> {
  const connection = await openOperatorConnection(rootUrl);
  try {
    const end = performance.now() + quietSeconds * 1_000;
    let broken = await firstBroken(connection);
    for (; broken !== undefined && performance.now() < end; broken = await firstBroken(connection)) await sleep(500);
    if (broken !== undefined) throw new Error(broken);
    say(`  ${equations.length} equations hold`);
  } finally {
    await connection.end();
  }
}

async function firstBroken(connection: OperatorConnection): Promise<string | undefined> {
  for (const [name, sql] of equations) {
    const rows = await connection.rows(`${sql} LIMIT 5`);
    if (rows.length > 0) return `not true: ${name}: ${JSON.stringify(rows)}`;
  }
  return undefined;
}

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
    'a bundle is answered just when every member has its outcome',
    `SELECT a.application_id FROM yc_intake.application a JOIN yc_intake.service_case c USING (application_id)
      WHERE a.bundle_id IS NOT NULL GROUP BY a.application_id, a.state
     HAVING (a.state = 'answered') <> (SUM(c.state IN ('lodged', 'under-correction', 'accepted')) = 0)`,
  ],
  [
    'an answered application holds no result',
    `SELECT h.order_id FROM yc_dispatch.hold h
       JOIN yc_intake.application a ON a.application_id = h.ref AND a.state = 'answered'
       LEFT JOIN yc_dispatch.hold_release r USING (order_id, kind, ref)
      WHERE h.kind = 'application' AND r.order_id IS NULL`,
  ],
  [
    'every delivered result has closed its case',
    `SELECT d.case_id FROM yc_dispatch.dispatch_order d JOIN yc_intake.service_case c ON c.case_id = d.case_id
      WHERE d.state = 'delivered' AND c.state NOT IN ('closed', 'revoked')`,
  ],
  [
    'nothing was given out while a material was outstanding',
    `SELECT d.case_id FROM yc_dispatch.dispatch_order d JOIN yc_intake.outstanding_material m ON m.case_id = d.case_id
      WHERE m.state IN ('outstanding', 'lapsed') AND d.outcome = 'approved' AND d.state IN ('released', 'sent', 'delivered')`,
  ],
  [
    'every case with a broken promise has ended',
    `SELECT m.case_id FROM yc_intake.outstanding_material m JOIN yc_intake.service_case c ON c.case_id = m.case_id
      WHERE m.state = 'lapsed' AND c.state IN ('accepted', 'closed')`,
  ],
  [
    'every delivered result can be rated, once',
    `SELECT d.case_id FROM yc_dispatch.dispatch_order d LEFT JOIN yc_evaluation.occasion o
         ON o.case_id = d.case_id AND o.kind = 'delivery'
      WHERE d.state = 'delivered' GROUP BY d.case_id HAVING COUNT(o.occasion_id) <> 1`,
  ],
  [
    'the public figures are the sum of what was rated',
    `SELECT i.item_id FROM yc_evaluation.indicator i JOIN (
         SELECT o.region, o.department_id, o.item_id, COUNT(*) AS occasions,
                COALESCE(SUM(e.origin = 'active' AND o.state <> 'excluded'), 0) AS active,
                COALESCE(SUM(e.origin = 'default'), 0) AS defaulted
           FROM yc_evaluation.occasion o LEFT JOIN yc_evaluation.evaluation e USING (occasion_id)
          GROUP BY o.region, o.department_id, o.item_id) counted USING (region, department_id, item_id)
      WHERE (i.occasions, i.active, i.defaulted) <> (counted.occasions, counted.active, counted.defaulted)`,
  ],
  [
    'every figure of supervision is the sum of its cases',
    `SELECT figure FROM (SELECT month, region, department_id, item_id, figure, cases, total FROM yc_supervision.indicator
       UNION ALL SELECT month, region, department_id, item_id, figure, -1, -value FROM yc_supervision.case_figure) both_counts
      GROUP BY month, region, department_id, item_id, figure HAVING SUM(cases) <> 0 OR SUM(total) <> 0`,
  ],
  [
    'supervision has heard of every case and every decision',
    `SELECT o.event_id FROM (SELECT event_id, type FROM yc_intake.outbox UNION ALL SELECT event_id, type FROM yc_review.outbox) o
       LEFT JOIN yc_supervision.case_fact f ON f.event_id = o.event_id
      WHERE f.event_id IS NULL
        AND o.type IN ('yichuang.intake.v1.ApplicationLodged', 'yichuang.intake.v1.CaseAccepted', 'yichuang.review.v1.CaseDecided')`,
  ],
  [
    'no card stands against a case that was decided before its threshold',
    `SELECT c.card_id FROM yc_supervision.card c JOIN yc_review.decision d ON d.case_id = c.case_id
      WHERE c.clock_kind IN ('promised', 'statutory') AND d.decided_at < c.reached_at
        AND c.state IN ('raised', 'explained', 'appealed', 'dismissed')`,
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

import type { Equation, Family } from './equation.js';
import type { Ground } from './ground.js';

/** From desk to desk (I1, I2, I5, I6): nothing is lost on the way, nothing is done twice, nothing is made up. */
export const handOffs: Family = {
  name: 'hand-offs',
  equations: (ground) => [
    ...ground.services.flatMap((listener) => ofListener(ground, listener)),
    ...(ground.has('intake.service_case', 'review.review_case') ? acceptance : []),
    ...(ground.has('review.decision', 'dispatch.dispatch_order') ? decision : []),
    ...(ground.has('intake.withdrawal_request', 'review.withdrawal') ? withdrawals : []),
  ],
};

function ofListener(ground: Ground, listener: string): Equation[] {
  const inbox = `yc_${listener}.inbox`;
  const equation = (id: string, sentence: string, offending: string): Equation => ({
    id: `${id} ${listener}`,
    sentence,
    over: inbox,
    offending,
  });
  const sources = new Set((ground.code.get(listener)?.heard ?? []).map(({ source }) => source));
  const said = [...sources].filter((source) => ground.has(`${source}.outbox`));
  const waiting = `SELECT CONCAT(d.name, ' ', d.unfinished) FROM yc_check.durable d
                    WHERE d.name LIKE '${listener}\\_\\_%' AND d.unfinished > 0`;
  const deaf = `SELECT s.name FROM yc_check.stream s
                 WHERE s.last_seq > 0 AND s.source IN (SELECT source FROM yc_check.heard WHERE service = '${listener}')
                   AND NOT EXISTS (SELECT 1 FROM yc_check.durable d
                                    WHERE d.stream = s.name AND d.name = CONCAT('${listener}__', s.source))`;
  return [
    equation(
      'I6.no-loss',
      'every message acknowledged and meant for it was handled, is parked or is a dead letter',
      `SELECT CONCAT(m.stream, ' ', m.seq, ' ', m.type) FROM yc_check.durable d
         JOIN yc_check.message m ON m.stream = d.stream AND m.seq <= d.ack_floor
         JOIN yc_check.heard h ON h.service = '${listener}' AND h.type = m.type
        WHERE d.name = CONCAT('${listener}__', m.source)
          AND NOT EXISTS (SELECT 1 FROM ${inbox} i WHERE i.handler = h.handler AND i.event_id = m.event_id)
          AND NOT EXISTS (SELECT 1 FROM yc_${listener}.parked p WHERE p.event_id = m.event_id)
          AND NOT EXISTS (SELECT 1 FROM yc_${listener}.dead_letter l
                           WHERE l.state <> 'replayed' AND (l.event_id = m.event_id
                              OR (l.event_id = 'none' AND l.stream = m.stream AND l.stream_seq = m.seq)))`,
    ),
    equation('I18.listens', 'it has a durable on every stream it hears', ground.live ? deaf : `${deaf} AND FALSE`),
    equation('I18.heard', 'every durable has worked off its stream', ground.live ? waiting : `${waiting} AND FALSE`),
    equation('I18.parked', 'no event waits for another', `SELECT event_id FROM yc_${listener}.parked`),
    equation(
      'I5.handler',
      'every handler of the inbox is one of the code',
      `SELECT DISTINCT i.handler FROM ${inbox} i WHERE i.handler NOT IN
         (SELECT handler FROM yc_check.heard WHERE service = '${listener}')`,
    ),
    ...said.map((source) =>
      equation(
        `I5.said-by-${source}`,
        'everything handled was said by its owner',
        `SELECT i.event_id FROM ${inbox} i
          WHERE i.handler IN (SELECT handler FROM yc_check.heard WHERE service = '${listener}' AND source = '${source}')
            AND NOT EXISTS (SELECT 1 FROM yc_${source}.outbox o
                  JOIN yc_check.heard h ON h.service = '${listener}' AND h.handler = i.handler AND h.type = o.type
                 WHERE o.event_id = i.event_id)`,
      ),
    ),
  ];
}

const accepted = `o.type = 'yichuang.intake.v1.CaseAccepted'`;
const acceptance: Equation[] = [
  {
    id: 'I1.accepted',
    sentence: 'every accepted case announced its acceptance exactly once',
    over: 'yc_intake.service_case',
    offending: `SELECT c.case_id FROM yc_intake.service_case c
                  LEFT JOIN yc_intake.outbox o ON o.aggregate_id = c.case_id AND ${accepted}
                 GROUP BY c.case_id HAVING COUNT(o.event_id) <> MAX(c.accepted_at IS NOT NULL)`,
  },
  {
    id: 'I1.in-review',
    sentence: 'every announced acceptance opened one case at the departments, and nothing else opened one',
    over: 'yc_review.review_case',
    offending: `SELECT o.aggregate_id FROM yc_intake.outbox o
                  LEFT JOIN yc_review.review_case r ON r.case_id = o.aggregate_id
                 WHERE ${accepted} AND r.case_id IS NULL
                UNION SELECT r.case_id FROM yc_review.review_case r
                  LEFT JOIN yc_intake.outbox o ON o.aggregate_id = r.case_id AND ${accepted} WHERE o.event_id IS NULL`,
  },
  {
    id: 'I2.planned',
    sentence: 'the departments of a case are those of its plan',
    over: 'yc_review.review_case',
    offending: `SELECT r.case_id FROM yc_review.review_case r JOIN yc_intake.service_case c ON c.case_id = r.case_id
                 WHERE JSON_COMPACT(COALESCE(JSON_EXTRACT(c.plan, '$.tasks[*].departmentId'),
                         JSON_ARRAY(JSON_VALUE(c.plan, '$.departmentId')))) <> JSON_COMPACT(r.departments)`,
  },
  {
    id: 'I2.one-task',
    sentence: 'every planned department has exactly one task',
    over: 'yc_review.task',
    offending: `SELECT CONCAT(r.case_id, ' ', d.department) FROM yc_review.review_case r
                  JOIN JSON_TABLE(r.departments, '$[*]' COLUMNS (department varchar(40) PATH '$')) d
                  LEFT JOIN yc_review.task t ON t.case_id = r.case_id AND t.department_id = d.department
                 GROUP BY r.case_id, d.department HAVING COUNT(t.task_id) <> 1`,
  },
  {
    id: 'I2.no-more',
    sentence: 'no department has a task nobody planned',
    over: 'yc_review.task',
    offending: `SELECT t.task_id FROM yc_review.task t LEFT JOIN yc_review.review_case r ON r.case_id = t.case_id
                 WHERE r.case_id IS NULL OR NOT JSON_CONTAINS(r.departments, JSON_QUOTE(t.department_id))`,
  },
];

const decision: Equation[] = [
  {
    id: 'I1.ordered',
    sentence: 'every decision opened one dispatch order with its outcome, and nothing else opened one',
    over: 'yc_dispatch.dispatch_order',
    offending: `SELECT d.case_id FROM yc_review.decision d LEFT JOIN yc_dispatch.dispatch_order o ON o.case_id = d.case_id
                 WHERE NOT (o.outcome <=> d.outcome)
                UNION SELECT o.case_id FROM yc_dispatch.dispatch_order o
                  LEFT JOIN yc_review.decision d ON d.case_id = o.case_id WHERE d.case_id IS NULL`,
  },
  {
    id: 'I1.closed',
    sentence: 'every delivered result has closed its case unless it was revoked, and no other decided case is closed',
    over: 'yc_dispatch.dispatch_order',
    offending: `SELECT c.case_id FROM yc_intake.service_case c
                  LEFT JOIN yc_dispatch.dispatch_order o ON o.case_id = c.case_id
                 WHERE c.state <> 'revoked' AND (c.state = 'closed') <> COALESCE(o.state = 'delivered', FALSE)`,
  },
];

const withdrawals: Equation[] = [
  {
    id: 'I2.withdrawal',
    sentence: 'every wish to withdraw has reached the departments, with one answer on both desks',
    over: 'yc_intake.withdrawal_request',
    offending: `SELECT i.request_id FROM yc_intake.withdrawal_request i
                  LEFT JOIN yc_review.withdrawal r ON r.request_id = i.request_id WHERE NOT (r.state <=> i.state)
                UNION SELECT r.request_id FROM yc_review.withdrawal r
                  LEFT JOIN yc_intake.withdrawal_request i ON i.request_id = r.request_id WHERE i.request_id IS NULL`,
  },
];

import type { Equation, Family } from './equation.js';

/** Supervision (I12): what it shows is what it heard, counted again. */
export const supervision: Family = {
  name: 'supervision',
  equations: (ground) => {
    const tables = ['case_fact', 'case_figure', 'indicator', 'card', 'clock'].map((table) => `supervision.${table}`);
    if (!ground.has(...tables)) return [];
    return [...equations, ...(ground.has('evaluation.rectification') ? rectifications : [])];
  },
};

/** The clock of its kind that a rectification calls for. */
const clockOf = (kind: string, ref: string): string =>
  `LEFT JOIN yc_supervision.clock c ON c.case_id = r.case_id AND c.kind = '${kind}' AND c.ref = ${ref}`;

/** Held against evaluation's own rows: the facts that the clocks are read from may be as wrong as they are. */
const rectifications: Equation[] = [
  {
    id: 'I12.contacted',
    sentence: 'the contact with a rater is watched to its limit and until it was made, if the limit was told',
    over: 'yc_evaluation.rectification',
    offending: `SELECT r.rectification_id FROM yc_evaluation.rectification r
                  JOIN yc_supervision.case_fact f ON f.case_id = r.case_id AND f.kind = 'rectification-opened'
                       AND JSON_VALUE(f.content, '$.rectificationId') = r.rectification_id
                  ${clockOf('rectification-contact', 'r.rectification_id')}
                 WHERE JSON_VALUE(f.content, '$.contactDueAt') <> '' AND (c.clock_id IS NULL
                       OR NOT (c.due_at <=> r.contact_due_at) OR NOT (c.ended_at <=> r.contacted_at))`,
  },
  {
    id: 'I12.rectified',
    sentence: 'a rectification is watched to its limit and until it was closed or sent back',
    over: 'yc_evaluation.rectification',
    // Its row keeps the limit it was sent back with, not the one before.
    offending: `SELECT r.rectification_id FROM yc_evaluation.rectification r
                  ${clockOf('rectification', 'r.rectification_id')}
                 WHERE c.clock_id IS NULL OR NOT (c.ended_at <=> COALESCE(r.reopened_at, r.closed_at))
                       OR (r.reopened_at IS NULL AND NOT (c.due_at <=> r.due_at))`,
  },
  {
    id: 'I12.sent-back',
    sentence: 'a rectification that was sent back is watched anew, to its new limit and until it was closed',
    over: 'yc_evaluation.rectification',
    offending: `SELECT r.rectification_id FROM yc_evaluation.rectification r
                  ${clockOf('rectification', "CONCAT(r.rectification_id, ' again')")}
                 WHERE r.reopened_at IS NOT NULL AND (c.clock_id IS NULL
                       OR NOT (c.due_at <=> r.due_at) OR NOT (c.ended_at <=> r.closed_at))`,
  },
];

const place = 'month, region, department_id, item_id, figure';

const equations: Equation[] = [
  {
    id: 'I12.figures',
    sentence: 'every figure is the sum of its cases',
    over: 'yc_supervision.indicator',
    offending: `SELECT CONCAT_WS(' ', ${place}) FROM (
                  SELECT ${place}, cases, total FROM yc_supervision.indicator
                  UNION ALL SELECT ${place}, -1, -value FROM yc_supervision.case_figure) both_counts
                 GROUP BY ${place} HAVING SUM(cases) <> 0 OR SUM(total) <> 0`,
  },
  {
    id: 'I12.facts',
    sentence: 'every fact was said by the office that owns it',
    over: 'yc_supervision.case_fact',
    offending: `SELECT f.event_id FROM yc_supervision.case_fact f
                  LEFT JOIN yc_supervision.inbox i ON i.event_id = f.event_id WHERE i.event_id IS NULL`,
  },
  {
    id: 'I12.heard',
    sentence: 'every application, acceptance and decision is among its facts',
    over: 'yc_supervision.case_fact',
    offending: `SELECT o.event_id FROM (SELECT event_id, type FROM yc_intake.outbox
                                          UNION ALL SELECT event_id, type FROM yc_review.outbox) o
                  LEFT JOIN yc_supervision.case_fact f ON f.event_id = o.event_id
                 WHERE f.event_id IS NULL AND o.type IN ('yichuang.intake.v1.ApplicationLodged',
                       'yichuang.intake.v1.CaseAccepted', 'yichuang.review.v1.CaseDecided')`,
  },
  {
    id: 'I12.watched',
    sentence: 'every clock that may call for a card is looked at again on that date',
    over: 'yc_supervision.clock',
    offending: `SELECT c.clock_id FROM yc_supervision.clock c
                  LEFT JOIN yc_supervision.due_timer t ON t.kind = 'raise-cards' AND t.subject_id = c.clock_id
                        AND t.state = 'waiting' AND t.due_at = c.next_check_at
                 WHERE c.next_check_at IS NOT NULL AND t.timer_id IS NULL`,
  },
  {
    id: 'I12.card',
    sentence: 'no card stands against a case that was decided before its threshold',
    over: 'yc_supervision.card',
    offending: `SELECT c.card_id FROM yc_supervision.card c JOIN yc_review.decision d ON d.case_id = c.case_id
                 WHERE c.clock_kind IN ('promised', 'statutory') AND d.decided_at < c.reached_at
                   AND c.state IN ('raised', 'explained', 'appealed', 'dismissed')`,
  },
  {
    id: 'I12.ended',
    sentence: 'no card stands whose threshold came after its clock had ended',
    over: 'yc_supervision.card',
    offending: `SELECT d.card_id FROM yc_supervision.card d JOIN yc_supervision.clock c ON c.clock_id = d.clock_id
                 WHERE c.ended_at < d.reached_at AND d.state IN ('raised', 'explained', 'appealed', 'dismissed')`,
  },
];

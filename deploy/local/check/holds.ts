import type { Equation, Family } from './equation.js';

/** The gates before a result is given out. */
export const holds: Family = {
  name: 'holds',
  equations: (ground) => (ground.has('dispatch.hold', 'review.review_case') ? equations : []),
};

const orders = 'yc_dispatch.dispatch_order';
/** A result was released when its order says so in its history: a recalled order may or may not have been. */
const released = `(SELECT aggregate_id AS order_id FROM yc_dispatch.ledger WHERE aggregate = 'order' AND act = 'release')`;

const equations: Equation[] = [
  {
    id: 'holds.ended',
    sentence: 'every released result has all its holds ended',
    over: 'yc_dispatch.hold',
    offending: `SELECT CONCAT(h.order_id, ' ', h.kind, ' ', h.ref) FROM yc_dispatch.hold h JOIN ${released} l USING (order_id)
                  LEFT JOIN yc_dispatch.hold_release e USING (order_id, kind, ref) WHERE e.event_id IS NULL`,
  },
  {
    id: 'holds.free',
    sentence: 'every result without a standing hold is released, unless it was recalled',
    over: orders,
    offending: `SELECT o.order_id FROM ${orders} o WHERE o.state = 'held' AND NOT EXISTS (
                  SELECT 1 FROM yc_dispatch.hold h LEFT JOIN yc_dispatch.hold_release e USING (order_id, kind, ref)
                   WHERE h.order_id = o.order_id AND e.event_id IS NULL)`,
  },
  {
    id: 'holds.planned',
    sentence: 'an approved result has the holds of its plan, a denied one none',
    over: orders,
    offending: `SELECT o.order_id FROM ${orders} o JOIN yc_review.review_case r USING (case_id)
                  LEFT JOIN (SELECT order_id, COUNT(*) AS placed FROM yc_dispatch.hold GROUP BY order_id) h USING (order_id)
                 WHERE COALESCE(h.placed, 0) <> IF(o.outcome = 'approved',
                         COALESCE(JSON_LENGTH(JSON_EXTRACT(r.plan, '$.holds')), 0), 0)`,
  },
  {
    id: 'holds.reason',
    sentence: 'every end of a hold names a fact the issue desk heard',
    over: 'yc_dispatch.hold_release',
    offending: `SELECT CONCAT(e.order_id, ' ', e.kind) FROM yc_dispatch.hold_release e
                  LEFT JOIN yc_dispatch.inbox i ON i.event_id = e.event_id WHERE i.event_id IS NULL`,
  },
  {
    id: 'holds.proof',
    sentence: 'every delivered result has a signature or a courier’s word',
    over: orders,
    offending: `SELECT o.order_id FROM ${orders} o LEFT JOIN yc_dispatch.hand_over s USING (order_id)
                 WHERE o.state = 'delivered' AND s.order_id IS NULL AND NOT EXISTS (
                   SELECT 1 FROM yc_dispatch.consignment c JOIN yc_dispatch.courier_callback b USING (consignment_id)
                    WHERE c.order_id = o.order_id AND b.status = 'delivered')`,
  },
];

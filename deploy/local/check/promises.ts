import type { Equation, Family } from './equation.js';

/** Outstanding materials (容缺受理): a promise is kept before the result goes out, or ends the case. */
export const promises: Family = {
  name: 'promises',
  equations: (ground) =>
    ground.has('intake.outstanding_material', 'intake.deferral_promise', 'review.decision_revocation') ? equations : [],
};

const over = 'yc_intake.outstanding_material';

const equations: Equation[] = [
  {
    id: 'promises.held',
    sentence: 'no approved result is out while a material is outstanding or lapsed',
    over,
    offending: `SELECT m.outstanding_id FROM ${over} m JOIN yc_dispatch.dispatch_order d USING (case_id)
                 WHERE m.state IN ('outstanding', 'lapsed') AND d.outcome = 'approved'
                   AND d.state IN ('released', 'sent', 'delivered')`,
  },
  {
    id: 'promises.broken',
    sentence: 'every case with a broken promise has ended, and what was approved on it is revoked',
    over,
    offending: `SELECT m.outstanding_id FROM ${over} m JOIN yc_intake.service_case c USING (case_id)
                  LEFT JOIN yc_review.decision d USING (case_id)
                  LEFT JOIN yc_review.decision_revocation r USING (case_id)
                 WHERE m.state = 'lapsed' AND r.case_id IS NULL
                   AND (d.outcome = 'approved' OR (d.case_id IS NULL AND c.state = 'accepted'))`,
  },
  {
    id: 'promises.signed',
    sentence: 'every outstanding material was promised in writing',
    over,
    offending: `SELECT m.outstanding_id FROM ${over} m LEFT JOIN yc_intake.deferral_promise p USING (promise_number, case_id)
                 WHERE p.promise_number IS NULL`,
  },
];

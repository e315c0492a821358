import type { Equation, Family } from './equation.js';

/** One matter (一件事): one form, one answer, one hand-over. */
export const bundles: Family = {
  name: 'bundles',
  equations: (ground) => (ground.hasColumn('intake', 'application', 'bundle_id') ? equations : []),
};

const equations: Equation[] = [
  {
    id: 'bundles.answered',
    sentence: 'a bundle is answered when every member has its outcome, and only then',
    over: 'yc_intake.application',
    offending: `SELECT a.application_id FROM yc_intake.application a JOIN yc_intake.service_case c USING (application_id)
                 WHERE a.bundle_id IS NOT NULL GROUP BY a.application_id, a.state
                HAVING (a.state = 'answered') <> (SUM(c.state IN ('lodged', 'under-correction', 'accepted')) = 0)`,
  },
  {
    id: 'bundles.free',
    sentence: 'an answered application holds no result',
    over: 'yc_intake.application',
    offending: `SELECT h.order_id FROM yc_dispatch.hold h
                  JOIN yc_intake.application a ON a.application_id = h.ref AND a.state = 'answered'
                  LEFT JOIN yc_dispatch.hold_release r USING (order_id, kind, ref)
                 WHERE h.kind = 'application' AND r.order_id IS NULL`,
  },
];

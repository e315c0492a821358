import type { Equation, Family } from './equation.js';

/** Conservation of cases (I10): every desk knows where a case stands, and they say the same. */
export const cases: Family = {
  name: 'cases',
  equations: (ground) => (ground.has('intake.service_case', 'review.review_case') ? equations : []),
};

const over = 'yc_intake.service_case';

const equations: Equation[] = [
  {
    id: 'I10.conserved',
    sentence: 'a case is accepted, with number and plan, unless it waits at the desk, was refused or withdrawn before',
    over,
    offending: `SELECT case_id FROM ${over}
                 WHERE (accepted_at IS NULL) <> (state IN ('lodged', 'under-correction', 'refused')
                    OR (state = 'withdrawn' AND accepted_at IS NULL))
                    OR (accepted_at IS NULL) <> (case_number IS NULL) OR (accepted_at IS NULL) <> (plan IS NULL)`,
  },
  {
    id: 'I10.agreed',
    sentence: 'the front desk and the departments see an accepted case in the same place',
    over,
    offending: `SELECT c.case_id FROM ${over} c JOIN yc_review.review_case r ON r.case_id = c.case_id
                 WHERE r.state <> CASE c.state WHEN 'decided' THEN 'decided' WHEN 'closed' THEN 'decided' WHEN 'revoked' THEN 'decided' WHEN 'lapsed' THEN 'lapsed'
                         WHEN 'withdrawn' THEN 'withdrawn' ELSE IF(r.state = 'suspended', 'suspended', 'in-review') END`,
  },
  {
    id: 'I10.application',
    sentence: 'every application has its case, and every case its application',
    over,
    offending: `SELECT a.application_id FROM yc_intake.application a LEFT JOIN ${over} c USING (application_id)
                 WHERE c.case_id IS NULL
                UNION SELECT c.case_id FROM ${over} c LEFT JOIN yc_intake.application a USING (application_id)
                 WHERE a.application_id IS NULL`,
  },
  {
    id: 'I10.suspended',
    sentence: 'a case is suspended exactly while its clock is stopped',
    over: 'yc_review.review_case',
    offending: `SELECT r.case_id FROM yc_review.review_case r LEFT JOIN (
                  SELECT case_id, SUM(kind = 'stop') - SUM(kind = 'resume') AS open FROM yc_review.clock_fact
                   GROUP BY case_id) f USING (case_id)
                 WHERE r.state IN ('in-review', 'suspended') AND (r.state = 'suspended') <> (COALESCE(f.open, 0) > 0)`,
  },
];

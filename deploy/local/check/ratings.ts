import type { Equation, Family } from './equation.js';

/** Evaluations: one for each occasion, by nobody but the applicant, and a bad one is followed up. */
export const ratings: Family = {
  name: 'ratings',
  equations: (ground) => (ground.has('evaluation.occasion', 'evaluation.evaluation') ? equations : []),
};

const equations: Equation[] = [
  {
    id: 'ratings.one',
    sentence: 'an occasion has its evaluation when it is rated, defaulted or excluded, and else none',
    over: 'yc_evaluation.occasion',
    offending: `SELECT o.occasion_id FROM yc_evaluation.occasion o LEFT JOIN yc_evaluation.evaluation e USING (occasion_id)
                 WHERE (o.state <> 'unrated') <> (e.occasion_id IS NOT NULL)
                UNION SELECT e.occasion_id FROM yc_evaluation.evaluation e
                  LEFT JOIN yc_evaluation.occasion o USING (occasion_id) WHERE o.occasion_id IS NULL`,
  },
  {
    id: 'ratings.case',
    sentence: 'every occasion is of a case that was lodged',
    over: 'yc_evaluation.occasion',
    offending: `SELECT o.occasion_id FROM yc_evaluation.occasion o LEFT JOIN yc_intake.service_case c USING (case_id)
                 WHERE c.case_id IS NULL`,
  },
  {
    id: 'ratings.followed',
    sentence: 'every rectification follows an evaluation that is there',
    over: 'yc_evaluation.rectification',
    offending: `SELECT r.rectification_id FROM yc_evaluation.rectification r
                  LEFT JOIN yc_evaluation.occasion o USING (occasion_id) WHERE o.occasion_id IS NULL`,
  },
];

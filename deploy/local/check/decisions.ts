import type { Equation, Family } from './equation.js';

/** Decisions (I7): at most one, by somebody else than whoever accepted, on a letter that gave the power then. */
export const decisions: Family = {
  name: 'decisions',
  equations: (ground) =>
    ground.has('review.decision', 'intake.ledger', 'identity.letter') ? [...single, ...separate, lawful] : [],
};

const over = 'yc_review.decision';

const single: Equation[] = [
  {
    id: 'I7.one',
    sentence: 'no case has two final decisions',
    over,
    offending: `SELECT case_id FROM yc_review.decision WHERE final GROUP BY case_id HAVING COUNT(*) > 1`,
  },
  {
    id: 'I7.decided',
    sentence: 'a case is decided when it has a decision, and only then',
    over,
    offending: `SELECT r.case_id FROM yc_review.review_case r LEFT JOIN yc_review.decision d ON d.case_id = r.case_id
                 WHERE (r.state = 'decided') <> (d.decision_id IS NOT NULL)
                UNION SELECT d.case_id FROM yc_review.decision d
                  LEFT JOIN yc_review.review_case r ON r.case_id = d.case_id WHERE r.case_id IS NULL`,
  },
  {
    id: 'I7.decider',
    sentence: 'whoever the decision names did the act of deciding',
    over,
    offending: `SELECT d.decision_id FROM yc_review.decision d
                  LEFT JOIN yc_review.ledger l ON l.aggregate_id = d.case_id AND l.aggregate = 'review-case' AND l.act = 'decide'
                 WHERE NOT (l.person_id <=> d.decided_by)`,
  },
];

const separate: Equation[] = [
  {
    id: 'I7.four-eyes',
    sentence: 'nobody decided what they accepted',
    over,
    offending: `SELECT d.decision_id FROM yc_review.decision d JOIN yc_intake.ledger a ON a.aggregate_id = d.case_id
                 WHERE a.aggregate = 'case' AND a.act = 'accept' AND a.person_id = d.decided_by`,
  },
];

/** Acts within a minute of a revocation are flagged for review, not undone: the copies are that old at most. */
const lawful: Equation = {
  id: 'I7.letter',
  sentence: 'every decision stands on a letter that gave the decider the power at that time',
  over,
  offending: `SELECT d.decision_id FROM yc_review.decision d LEFT JOIN yc_identity.letter l ON l.letter_id = d.letter_id
               WHERE l.letter_id IS NULL OR l.staff_id <> d.decided_by OR NOT JSON_CONTAINS(l.powers, '"decide"')
                  OR d.decided_at NOT BETWEEN l.valid_from AND l.valid_until
                  OR d.decided_at > l.revoked_from + INTERVAL 60 SECOND`,
};

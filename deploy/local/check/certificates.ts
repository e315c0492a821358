import type { Equation, Family } from './equation.js';

/** Certificates: valid when their result is released and nobody took that back, and never otherwise. */
export const certificates: Family = {
  name: 'certificates',
  equations: (ground) =>
    ground.has('certificates.certificate', 'dispatch.ledger', 'review.decision') ? equations : [],
};

const over = 'yc_certificates.certificate';
const released = `SELECT o.case_id FROM yc_dispatch.dispatch_order o JOIN yc_dispatch.ledger l
                    ON l.aggregate = 'order' AND l.aggregate_id = o.order_id AND l.act = 'release'`;

const equations: Equation[] = [
  {
    id: 'certificates.released',
    sentence: 'a certificate is held until its result is released, and valid or suspended from then on unless revoked',
    over,
    offending: `SELECT c.certificate_id FROM ${over} c LEFT JOIN (${released}) r ON r.case_id = c.case_id
                 WHERE c.state <> 'revoked' AND (c.state IN ('valid', 'suspended')) <> (r.case_id IS NOT NULL)`,
  },
  {
    id: 'certificates.followed',
    sentence: 'a certificate of a revoked decision is revoked',
    over,
    offending: `SELECT c.certificate_id FROM ${over} c JOIN yc_review.decision_revocation v ON v.case_id = c.case_id
                 WHERE c.state <> 'revoked'`,
  },
  {
    id: 'certificates.decided',
    sentence: 'every approval with a certificate hold has one certificate, and nothing else has one',
    over,
    offending: `SELECT d.case_id FROM yc_review.decision d JOIN yc_review.review_case r ON r.case_id = d.case_id
                  LEFT JOIN ${over} c ON c.case_id = d.case_id
                 WHERE (d.outcome = 'approved' AND COALESCE(JSON_CONTAINS(JSON_EXTRACT(r.plan, '$.holds[*].kind'),
                         '"certificate"'), FALSE)) <> (c.case_id IS NOT NULL)
                UNION SELECT c.case_id FROM ${over} c LEFT JOIN yc_review.decision d ON d.case_id = c.case_id
                 WHERE d.case_id IS NULL`,
  },
  {
    id: 'certificates.paper',
    sentence: 'every certificate that left the press carries the digests of its paper',
    over,
    offending: `SELECT c.certificate_id FROM ${over} c
                  LEFT JOIN yc_certificates.sealed_document d ON d.document_id = c.document_id
                 WHERE d.document_id IS NULL OR NOT (c.sha256 <=> d.sha256 AND c.sm3 <=> d.sm3)`,
  },
];

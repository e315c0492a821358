import type { HistoryQuery } from '#lib/persistence';

/** What the certificate office adds to the printed life of a case. */
export const caseHistory: readonly HistoryQuery[] = [
  {
    what: 'certificate valid',
    sql: `SELECT validated_at AS at, number AS detail FROM certificate
           WHERE certificate_id IN (?) AND validated_at IS NOT NULL`,
  },
  {
    what: 'validity changed',
    sql: `SELECT at, CONCAT_WS(' ', act, certificate_id) AS detail FROM validity_change WHERE certificate_id IN (?)`,
  },
];

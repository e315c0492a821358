import type { Equation, Family } from './equation.js';
import type { Ground } from './ground.js';

/** What people were told against what was done (I8), from the load generator's own journal. */
export const clients: Family = {
  name: 'clients',
  equations: (ground) => {
    const services = ground.services.filter((service) => ground.has(`${service}.idempotency_key`));
    return [...services.flatMap(told), oneService(services), ...expectedEnds(ground)];
  },
};

const over = 'yc_check.operation';

function told(service: string): Equation[] {
  const joined = `FROM ${over} c LEFT JOIN yc_${service}.idempotency_key k
                    ON k.principal = c.person AND k.idempotency_key = c.idempotency_key
                 WHERE c.service = '${service}'`;
  return [
    {
      id: `I8.durable ${service}`,
      sentence: 'what was answered with success is there, with that answer',
      over,
      offending: `SELECT c.op ${joined} AND c.outcome = 'ok'
                     AND (k.answer IS NULL OR c.answer_sha256 <> SHA2(k.answer, 256))`,
    },
    {
      id: `I8.refused ${service}`,
      sentence: 'what was refused was not done',
      over,
      offending: `SELECT c.op ${joined} AND c.outcome = 'fail' AND k.answer IS NOT NULL`,
    },
  ];
}

function oneService(services: string[]): Equation {
  const all = services.map(
    (service) => `SELECT '${service}' AS service, principal, idempotency_key FROM yc_${service}.idempotency_key`,
  );
  return {
    id: 'I8.one-key',
    sentence: 'one key of one person is one act of one service',
    over,
    offending: `SELECT CONCAT(principal, ' ', idempotency_key) FROM (${all.join(' UNION ALL ')}) keys_of_all
                 GROUP BY principal, idempotency_key HAVING COUNT(*) > 1`,
  };
}

/** What a walk calls the desk, and the service and table that say how a case ended there. */
const desks: readonly [desk: string, service: string, table: string][] = [
  ['intake', 'intake', 'service_case'],
  ['review', 'review', 'review_case'],
  ['dispatch', 'dispatch', 'dispatch_order'],
  ['certificates', 'certificates', 'certificate'],
  ['bills', 'fees', 'bill'],
  ['refunds', 'fees', 'refund'],
  ['rectifications', 'evaluation', 'rectification'],
];

function expectedEnds(ground: Ground): Equation[] {
  return desks
    .filter(([, service, table]) => ground.has(`${service}.${table}`))
    .map(([desk, service, table]) => ({
      id: `I8.ended ${desk}`,
      sentence: 'every case of the load ended as its walk says',
      over: 'yc_check.expected',
      offending: `SELECT CONCAT(e.case_id, ' ', COALESCE(t.state, 'none'), ' instead of ', e.state)
                    FROM yc_check.expected e LEFT JOIN yc_${service}.${table} t ON t.case_id = e.case_id
                   WHERE e.service = '${desk}' AND COALESCE(t.state, 'none') <> e.state`,
    }));
}

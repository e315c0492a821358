import type { Equation, Family } from './equation.js';
import type { Aggregate } from './service-code.js';

/** The history of every aggregate (I4): gapless, one act after the other, and in step with its row and its events. */
export const histories: Family = {
  name: 'histories',
  equations: (ground) =>
    [...ground.code].flatMap(([service, { aggregates }]) => [
      ...ofService(service),
      ...aggregates.flatMap((one) => ofAggregate(service, one)),
    ]),
};

function ofService(service: string): Equation[] {
  const ledger = `yc_${service}.ledger`;
  const equation = (id: string, sentence: string, offending: string): Equation => ({
    id: `${id} ${service}`,
    sentence,
    over: ledger,
    offending,
  });
  const ruled = `FROM ${ledger} l LEFT JOIN yc_check.rule r ON r.service = '${service}' AND r.aggregate = l.aggregate
                   AND r.act = l.act AND r.from_state = l.from_state AND r.to_state = l.to_state`;
  return [
    equation(
      'I4.gapless',
      'every history counts its acts from one without a gap',
      `SELECT CONCAT(aggregate, ' ', aggregate_id) FROM ${ledger} GROUP BY aggregate, aggregate_id
       HAVING MIN(version) <> 1 OR MAX(version) <> COUNT(*)`,
    ),
    equation(
      'I4.chained',
      'every act begins in the state the one before it left',
      `SELECT CONCAT(aggregate, ' ', aggregate_id, ' ', version) FROM (
         SELECT aggregate, aggregate_id, version, from_state,
                COALESCE(LAG(to_state) OVER (PARTITION BY aggregate, aggregate_id ORDER BY version), 'new') AS left_in
           FROM ${ledger}) act WHERE from_state <> left_in`,
    ),
    equation(
      'I4.allowed',
      'every act is one its table of states allows',
      `SELECT CONCAT(l.aggregate, ' ', l.aggregate_id, ' ', l.version, ' ', l.act) ${ruled} WHERE r.act IS NULL`,
    ),
    equation(
      'I3.told',
      'every act announced what its table says, and its event is in the journal',
      `SELECT CONCAT(l.aggregate, ' ', l.aggregate_id, ' ', l.version, ' ', l.act) ${ruled}
         LEFT JOIN yc_${service}.outbox o ON o.event_id = l.event_id AND o.aggregate_id = l.aggregate_id
          AND o.aggregate_version = l.version
        WHERE r.act IS NOT NULL AND NOT (r.announces <=> o.type)`,
    ),
    equation(
      'I3.acted',
      'every event of an aggregate with a history was told by one of its acts',
      `SELECT o.event_id FROM yc_${service}.outbox o LEFT JOIN ${ledger} l ON l.aggregate = o.aggregate
          AND l.aggregate_id = o.aggregate_id AND l.version = o.aggregate_version AND l.event_id = o.event_id
        WHERE l.event_id IS NULL
          AND o.aggregate IN (SELECT aggregate FROM yc_check.rule WHERE service = '${service}')`,
    ),
  ];
}

/** Row and history tell the same version and the same state; neither is without the other. */
function ofAggregate(service: string, { aggregate, table, key }: Aggregate): Equation[] {
  const rows = `yc_${service}.${table}`;
  const last = `(SELECT l.aggregate_id, l.version, l.to_state FROM yc_${service}.ledger l
                  JOIN (SELECT aggregate_id, MAX(version) AS version FROM yc_${service}.ledger
                         WHERE aggregate = '${aggregate}' GROUP BY aggregate_id) newest
                    ON newest.aggregate_id = l.aggregate_id AND newest.version = l.version
                 WHERE l.aggregate = '${aggregate}')`;
  return [
    {
      id: `I4.version ${service} ${aggregate}`,
      sentence: 'every row is at the version of its last act, in the state it left',
      over: rows,
      offending: `SELECT r.${key} FROM ${rows} r LEFT JOIN ${last} h ON h.aggregate_id = r.${key}
                   WHERE NOT (h.version <=> r.version AND h.to_state <=> r.state)`,
    },
    {
      id: `I4.row ${service} ${aggregate}`,
      sentence: 'every history has its row',
      over: rows,
      offending: `SELECT h.aggregate_id FROM ${last} h LEFT JOIN ${rows} r ON r.${key} = h.aggregate_id
                   WHERE r.${key} IS NULL`,
    },
  ];
}

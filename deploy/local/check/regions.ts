import type { Equation, Family } from './equation.js';
import type { Ground } from './ground.js';

/** Nobody's matter crosses a region (I13): rows, acts and events about one thing name one region. */
export const regions: Family = {
  name: 'regions',
  equations: (ground) => [...ground.code].flatMap(([service]) => ofService(ground, service)),
};

function ofService(ground: Ground, service: string): Equation[] {
  const ledger = `yc_${service}.ledger`;
  const rows = (ground.code.get(service)?.aggregates ?? []).map(({ aggregate, table, key }): Equation => ({
    id: `I13.row ${service} ${aggregate}`,
    sentence: 'a row, its acts and its events name one region',
    over: `yc_${service}.${table}`,
    offending: `SELECT DISTINCT r.${key} FROM yc_${service}.${table} r JOIN ${ledger} l
                    ON l.aggregate = '${aggregate}' AND l.aggregate_id = r.${key}
                    LEFT JOIN yc_${service}.outbox o ON o.event_id = l.event_id
                   WHERE l.region <> r.region OR o.region <> r.region`,
  }));
  const people: Equation = {
    id: `I13.person ${service}`,
    sentence: 'staff act in the region they are appointed to',
    over: ledger,
    offending: `SELECT CONCAT(l.aggregate, ' ', l.aggregate_id, ' ', l.version, ' ', l.person_id) FROM ${ledger} l
                  JOIN yc_identity.staff s ON s.staff_id = l.person_id
                 WHERE l.region NOT LIKE CONCAT(TRIM(TRAILING '00' FROM s.region), '%')`,
  };
  return ground.has('identity.staff') && service !== 'identity' ? [...rows, people, ...ofCase(ground, service)] : rows;
}

/** Every table that says which case it belongs to says the case's region. */
function ofCase(ground: Ground, service: string): Equation[] {
  const tables = (ground.code.get(service)?.aggregates ?? []).map(({ table }) => table);
  return tables
    .filter((table) => ground.hasColumn(service, table, 'case_id') && `${service}.${table}` !== 'intake.service_case')
    .map((table) => ({
      id: `I13.case ${service} ${table}`,
      sentence: 'what belongs to a case lies in the case’s region',
      over: `yc_${service}.${table}`,
      offending: `SELECT t.case_id FROM yc_${service}.${table} t JOIN yc_intake.service_case c ON c.case_id = t.case_id
                   WHERE t.region <> c.region`,
    }));
}

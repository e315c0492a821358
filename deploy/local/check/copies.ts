import type { Equation, Family } from './equation.js';
import type { Ground } from './ground.js';

/** A service's copies of another's facts: row for row what the owner has. */
export const copies: Family = {
  name: 'copies',
  equations: (ground) => [
    ...(ground.has('identity.staff') ? identityCopies(ground) : []),
    ...(ground.has('catalogue.calendar_version') ? catalogueCopies(ground) : []),
  ],
};

/** On these rests who may decide what: a copy that differs in one of them lets somebody act who may not. */
const rights = {
  organisation: 'version, name, short_name, region, kind, credit_code',
  staff: 'version, organisation_id, name, state, region, JSON_COMPACT(roles)',
  letter:
    'version, kind, letter_number, department_id, hall_id, staff_id, region, valid_from, valid_until, JSON_COMPACT(item_ids), JSON_COMPACT(powers)',
};

function identityCopies(ground: Ground): Equation[] {
  return ground.having('staff_copy').flatMap((service) => [
    same(service, 'organisation_copy', 'yc_identity.organisation', 'organisation_id', rights.organisation),
    same(service, 'staff_copy', 'yc_identity.staff', 'staff_id', rights.staff),
    same(service, 'letter_copy', 'yc_identity.letter', 'letter_id', rights.letter, {
      copy: 'revoked_at',
      owner: 'revoked_from',
    }),
  ]);
}

function catalogueCopies(ground: Ground): Equation[] {
  return [
    ...ground
      .having('calendar_copy')
      .map((service) =>
        same(
          service,
          'calendar_copy',
          'yc_catalogue.calendar_version',
          `CONCAT(calendar_id, ' ', version)`,
          'label, published_through',
        ),
      ),
    ...ground
      .having('item_copy')
      .map((service) =>
        same(service, 'item_copy', 'yc_catalogue.item_version', `CONCAT(item_id, ' ', version)`, 'item_id'),
      ),
  ];
}

/** @param renamed a column that the owner calls otherwise */
function same(
  service: string,
  copy: string,
  owner: string,
  key: string,
  columns: string,
  renamed = { copy: 'NULL AS rest', owner: 'NULL AS rest' },
): Equation {
  const mine = `SELECT ${key} AS id, ${columns}, ${renamed.copy} FROM yc_${service}.${copy}`;
  const theirs = `SELECT ${key} AS id, ${columns}, ${renamed.owner} FROM ${owner}`;
  return {
    id: `copies.${copy} ${service}`,
    sentence: `its copies are what ${owner} says`,
    over: `yc_${service}.${copy}`,
    offending: `SELECT id FROM ((${mine} EXCEPT ${theirs}) UNION (${theirs} EXCEPT ${mine})) differing`,
  };
}

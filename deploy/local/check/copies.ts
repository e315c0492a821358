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

function identityCopies(ground: Ground): Equation[] {
  return ground
    .having('staff_copy')
    .flatMap((service) => [
      same(service, 'organisation_copy', 'yc_identity.organisation', 'organisation_id', [
        'version',
        'name',
        'region',
        'kind',
      ]),
      same(service, 'staff_copy', 'yc_identity.staff', 'staff_id', ['version', 'organisation_id', 'state', 'region']),
      same(service, 'letter_copy', 'yc_identity.letter', 'letter_id', [
        'version',
        'department_id',
        'staff_id',
        'region',
      ]),
    ]);
}

function catalogueCopies(ground: Ground): Equation[] {
  return [
    ...ground
      .having('calendar_copy')
      .map((service) =>
        same(service, 'calendar_copy', 'yc_catalogue.calendar_version', `CONCAT(calendar_id, ' ', version)`, [
          'label',
          'published_through',
        ]),
      ),
    ...ground
      .having('item_copy')
      .map((service) => same(service, 'item_copy', 'yc_catalogue.item_version', `CONCAT(item_id, ' ', version)`, [])),
  ];
}

function same(service: string, copy: string, owner: string, key: string, columns: string[]): Equation {
  const chosen = [`${key} AS id`, ...columns].join(', ');
  const [mine, theirs] = [`SELECT ${chosen} FROM yc_${service}.${copy}`, `SELECT ${chosen} FROM ${owner}`];
  return {
    id: `copies.${copy} ${service}`,
    sentence: `its copies are what ${owner} says`,
    over: `yc_${service}.${copy}`,
    offending: `SELECT id FROM ((${mine} EXCEPT ${theirs}) UNION (${theirs} EXCEPT ${mine})) differing`,
  };
}

import { roles } from '#lib/access';
import { letterKinds, powers } from '../letter/letter.states.js';

const id = { type: 'string', pattern: '^[A-Za-z0-9-]{2,40}$' };
const orEmpty = { type: 'string', pattern: '^([A-Za-z0-9-]{2,40})?$' };
const text = (maxLength: number): object => ({ type: 'string', minLength: 1, maxLength });
const instant = {
  type: 'string',
  pattern: String.raw`^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,3})?)?(Z|[+-]\d\d:\d\d)$`,
};
const region = { type: 'string', pattern: String.raw`^\d{6}$` };
const login = { type: 'string', pattern: '^[A-Za-z0-9][A-Za-z0-9._-]{2,59}$' };
const password = { type: 'string', minLength: 8, maxLength: 200 };

const listOf = (properties: Record<string, object>, optional: string[]): object => ({
  type: 'array',
  items: {
    type: 'object',
    additionalProperties: false,
    required: Object.keys(properties).filter((name) => !optional.includes(name)),
    properties,
  },
});

/** JSON Schema (draft 7) of `IdentitySeed`. */
export const identitySeedSchema = {
  type: 'object',
  required: ['organisations', 'staff', 'citizens', 'letters'],
  properties: {
    organisations: listOf(
      {
        organisationId: id,
        name: text(120),
        shortName: text(40),
        kind: { enum: ['department', 'hall'] },
        creditCode: { type: 'string', pattern: '^[0-9A-HJ-NPQRTUWXY]{18}$' },
        region,
        aliases: { type: 'array', items: text(120) },
      },
      ['aliases'],
    ),
    staff: listOf(
      {
        staffId: id,
        organisationId: id,
        name: text(60),
        roles: { type: 'array', minItems: 1, uniqueItems: true, items: { enum: roles } },
        window: { type: 'string', maxLength: 40 },
        region,
        login,
        password,
      },
      ['window', 'region'],
    ),
    citizens: listOf(
      {
        personId: id,
        login,
        password,
        idNumber: { type: 'string', pattern: String.raw`^\d{17}[\dX]$` },
        name: text(60),
        phone: text(20),
      },
      ['name', 'phone'],
    ),
    letters: listOf(
      {
        letterId: id,
        kind: { enum: letterKinds },
        letterNumber: text(80),
        departmentId: id,
        hallId: orEmpty,
        staffId: orEmpty,
        itemIds: { type: 'array', uniqueItems: true, items: text(40) },
        powers: { type: 'array', uniqueItems: true, items: { enum: powers } },
        validFrom: instant,
        validUntil: instant,
        region,
      },
      ['hallId', 'staffId', 'itemIds', 'powers', 'region'],
    ),
  },
};

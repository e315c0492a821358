import { closed, flag, listOf, oneOf, registerItem, type Schema, text, texts, upTo } from './register-schema.js';

/* What an overlay must look like (JSON Schema, draft 7); unnamed fields are refused, as in a register. */

const itemId: Schema = { type: 'string', pattern: '^[A-Za-z0-9-]{2,40}$' };

const joint = closed({
  lead: text,
  members: { ...texts, minItems: 1 },
  rule: oneOf('all', 'quorum', 'veto'),
  basis: text,
});

const fee = closed(
  {
    code: itemId,
    name: upTo(120),
    amount_fen: { type: 'integer', minimum: 1, maximum: 100_000_000_00 },
    basis: upTo(500),
    timing: oneOf('before-decision', 'before-result'),
    condition: upTo(200),
  },
  ['condition'],
);

const plan = closed(
  {
    item: itemId,
    joint,
    fees: listOf(fee, 1),
    result_holds: listOf(oneOf('certificate', 'fee', 'outstanding-material')),
  },
  ['joint', 'fees', 'result_holds'],
);

const member = closed({ member: text, item: itemId, reason: text, optional: flag, after: listOf(itemId) }, [
  'item',
  'reason',
  'optional',
  'after',
]);

const material = closed({
  ref: { type: 'string', pattern: '^[a-z0-9-]{1,40}$' },
  name: upTo(200),
  uses: listOf(closed({ item: itemId, material: text }), 1),
});

const bundle = closed({
  bundle: itemId,
  members: listOf(member),
  materials: listOf(material),
  form: { type: 'object' },
});

/** The schema of a whole overlay. */
export const plansSchema: Schema = closed({
  meta: { type: 'object' },
  organisation_aliases: { type: 'object', additionalProperties: text },
  plans: listOf(plan),
  items: listOf(registerItem),
  bundles: listOf(bundle),
});

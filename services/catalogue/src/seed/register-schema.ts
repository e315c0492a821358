/* What a register file must look like (JSON Schema, draft 7). Fields that are not named here are refused: what nobody
   reads would silently be dropped. */

/** A part of a JSON Schema. */
export type Schema = Record<string, unknown>;

/** Text that is not blank. */
export const text: Schema = { type: 'string', pattern: '\\S' };
/** Text of at most so many characters, as whoever publishes by hand may say: every office keeps its copy in that width. */
export const upTo = (maxLength: number): Schema => ({ ...text, maxLength });
const orNullUpTo = (maxLength: number): Schema => ({ type: ['string', 'null'], maxLength });
const textOrNull: Schema = { type: ['string', 'null'] };
/** Yes or no. */
export const flag: Schema = { type: 'boolean' };
const days: Schema = { type: 'integer', minimum: 0, maximum: 3660 };
const count: Schema = { type: 'integer', minimum: 0, maximum: 99 };
/** A list of texts. */
export const texts: Schema = { type: 'array', items: text };
/** One of some words. */
export const oneOf = (...words: string[]): Schema => ({ type: 'string', enum: words });
/** A list with at least so many entries. */
export const listOf = (items: Schema, minItems = 0): Schema => ({ type: 'array', items, minItems });
const orNull = (schema: Schema): Schema => ({ anyOf: [schema, { type: 'null' }] });

/** An object with these fields and no others. */
export function closed(properties: Record<string, Schema>, optional: string[] = []): Schema {
  const required = Object.keys(properties).filter((name) => !optional.includes(name));
  return { type: 'object', additionalProperties: false, required, properties };
}

const limitUnit: Schema = { type: 'string', pattern: '^(工作日|自然日|当场.*)$' };
const limit = closed({ days, unit: limitUnit });
const confidence = closed({ sourced: texts, unverified: texts, rest: { type: 'string' } });

const feeLine = closed(
  { name: upTo(120), amount_cny: { type: ['number', 'null'], exclusiveMinimum: 0 }, case: upTo(200), rule: text },
  ['case', 'rule'],
);
const fee = closed({ charged: flag, items: listOf(feeLine), type: upTo(60), basis: upTo(500) }, [
  'items',
  'type',
  'basis',
]);

const material = closed(
  {
    ref: textOrNull,
    name: upTo(200),
    kind: oneOf('证件证书证明', '申请表格文书', '其他'),
    necessity: oneOf('必要', '非必要', '容缺后补'),
    form: oneOf('纸质', '电子化', '纸质/电子化'),
    copies: count,
    source_channel: upTo(80),
    basis: { type: 'string', maxLength: 500 },
    condition: upTo(200),
    defer_ok: flag,
    defer_working_days: { type: ['integer', 'null'], minimum: 1, maximum: 365 },
    commitment_ok: flag,
    share_ok: flag,
    share_source: orNullUpTo(200),
    e_license: flag,
  },
  ['basis', 'condition'],
);

const procedure = closed({
  name: upTo(120),
  days,
  unit: oneOf('工作日', '自然日', '不定'),
  excluded_from_clock: flag,
  must_notify_in_writing: flag,
  basis: orNullUpTo(500),
});

const result = closed({
  name: upTo(200),
  type: oneOf('证照', '批文', '文书', '其他'),
  e_license: flag,
  validity: orNullUpTo(120),
});

/** The schema of one item. */
export const registerItem = closed({
  id: { type: 'string', pattern: '^[A-Za-z0-9-]{2,40}$' },
  name: upTo(200),
  dept: text,
  task_type: upTo(40),
  service_object: upTo(80),
  level: upTo(20),
  base_code: { type: ['string', 'null'], pattern: '^[0-9A-Z]{12}$' },
  handle_item_code: { type: ['string', 'null'], pattern: '^[0-9A-Z]{14}$' },
  legal_basis: listOf(upTo(500), 1),
  case_type: oneOf('即办件', '承诺件'),
  statutory_limit: orNull(limit),
  promised_limit: limit,
  compression_pct: { type: ['integer', 'null'], minimum: 0, maximum: 100 },
  extension: orNull(closed({ days, unit: limitUnit, approver: upTo(120) })),
  fee,
  materials: listOf(material),
  steps: listOf(upTo(60), 1),
  special_procedures: listOf(procedure),
  post_approval_checks: listOf(closed({ name: upTo(120), days, unit: limitUnit, on_fail: upTo(500) })),
  immediate_ok_by_rule: flag,
  result,
  visits_offline: count,
  online_depth: upTo(80),
  cross_region: closed({ mode: upTo(60), scope: upTo(20) }),
  mail_ok: flag,
  notes: orNullUpTo(2000),
  confidence,
});

const member: Schema = {
  ...closed({ item: text, name: text, dept: text, role: text }, ['item', 'name', 'dept']),
  anyOf: [{ required: ['item'] }, { required: ['name', 'dept'] }],
};

const bundle = closed({
  id: { type: 'string', pattern: '^[A-Za-z0-9-]{2,40}$' },
  name: upTo(200),
  lead_dept: text,
  member_depts: texts,
  items: listOf(member, 1),
  flow: text,
  promised: limit,
  visits: count,
  one_form_sections: texts,
  materials: text,
  notes: textOrNull,
  confidence,
});

const libraryEntry = closed({ name: text, kind: text, e_license: flag, share_source: textOrNull });

/** The schema of a whole register file. */
export const registerSchema: Schema = closed({
  meta: { type: 'object' },
  material_library: { type: 'object', additionalProperties: libraryEntry },
  items: listOf(registerItem, 1),
  bundles: listOf(bundle),
  lint_cases: listOf(closed({ case: text, expect: text, seed: text }, ['seed'])),
});

import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv';
import type { FieldFault, Sentence } from '#lib/service-kit';

interface Part {
  title?: string;
  properties?: Record<string, Part>;
  items?: Part;
}

/** Compiled forms by their text: a bundle's schema never changes within a version, and there are a few dozen at most. */
const compiled = new Map<string, ValidateFunction>();

/**
 * What is wrong with the answers in a bundle's one form (一张表), each fault at its field and in words a person
 * understands.
 *
 * @param schema JSON Schema (draft-07) as text; empty when the bundle has no form, which then takes no answers
 * @param answers as they came in
 */
export function formFaults(schema: string, answers: object): FieldFault[] {
  if (schema === '') return Object.keys(answers).map(unasked);
  const validate = compiled.get(schema) ?? new Ajv({ allErrors: true, strict: true }).compile(JSON.parse(schema));
  compiled.set(schema, validate);
  if (validate(answers)) return [];
  const form = JSON.parse(schema) as Part;
  return (validate.errors ?? []).map((error) => faultOf(error, form));
}

/** A field of a form that asks for nothing. */
const unasked = (key: string): FieldFault =>
  faultAt(`form.${key}`, 'additionalProperties', (sentences['additionalProperties'] ?? otherwise)(key, ''));

type Say = (title: string, limit: string) => Sentence;

/** What to tell for each keyword of a schema; `limit` is the number or the list the schema allows. */
const sentences: Record<string, Say> = {
  required: (title) => ({ zh: `${title}必须填写`, en: `${title}: is required` }),
  additionalProperties: (title) => ({ zh: `表中没有“${title}”这一项`, en: `${title}: the form does not ask for this` }),
  enum: (title, words) => ({ zh: `${title}只能是:${words}`, en: `${title}: must be one of ${words}` }),
  minLength: (title, n) => ({ zh: `${title}至少 ${n} 个字`, en: `${title}: must have at least ${n} characters` }),
  maxLength: (title, n) => ({ zh: `${title}最多 ${n} 个字`, en: `${title}: must have at most ${n} characters` }),
  minItems: (title, n) => ({ zh: `${title}至少 ${n} 项`, en: `${title}: must have at least ${n} entries` }),
  maxItems: (title, n) => ({ zh: `${title}最多 ${n} 项`, en: `${title}: must have at most ${n} entries` }),
  uniqueItems: (title) => ({ zh: `${title}有重复`, en: `${title}: must not repeat an entry` }),
  minimum: (title, n) => ({ zh: `${title}不能小于 ${n}`, en: `${title}: must be at least ${n}` }),
  maximum: (title, n) => ({ zh: `${title}不能大于 ${n}`, en: `${title}: must be at most ${n}` }),
  exclusiveMinimum: (title, n) => ({ zh: `${title}必须大于 ${n}`, en: `${title}: must be more than ${n}` }),
  exclusiveMaximum: (title, n) => ({ zh: `${title}必须小于 ${n}`, en: `${title}: must be less than ${n}` }),
};
const otherwise: Say = (title) => ({ zh: `${title}填写有误,请核对格式`, en: `${title}: is not in the form asked for` });

function faultOf(error: ErrorObject, form: Part): FieldFault {
  const path = error.instancePath.split('/').slice(1);
  const params = error.params as Record<string, unknown>;
  const missing = params['missingProperty'] ?? params['additionalProperty'];
  const whole = typeof missing === 'string' ? [...path, missing] : path;
  return faultAt(['form', ...whole].join('.'), error.keyword, sentenceOf(error, titleOf(form, whole)));
}

const faultAt = (field: string, keyword: string, message: Sentence): FieldFault => ({
  field,
  code: `form.${keyword.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`,
  message,
});

function sentenceOf({ keyword, params }: ErrorObject, title: string): Sentence {
  const { limit, allowedValues } = params as { limit?: number; allowedValues?: string[] };
  const allowed = allowedValues === undefined ? (limit ?? '') : allowedValues.join('、');
  return (sentences[keyword] ?? otherwise)(title, `${allowed}`);
}

/** The title of a field; its own name where the form does not know it. Values are never repeated: they are personal. */
function titleOf(form: Part, path: readonly string[]): string {
  let part: Part | undefined = form;
  for (const key of path) part = part?.properties?.[key] ?? (/^\d+$/.test(key) ? part?.items : undefined);
  return part?.title ?? path.at(-1) ?? '申请表';
}

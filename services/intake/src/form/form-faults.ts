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
  if (schema === '') return Object.keys(answers).map((key) => faultAt(`form.${key}`, 'unasked', sentences.unasked('')));
  const validate = compiled.get(schema) ?? new Ajv({ allErrors: true, strict: true }).compile(JSON.parse(schema));
  compiled.set(schema, validate);
  if (validate(answers)) return [];
  const form = JSON.parse(schema) as Part;
  return (validate.errors ?? []).map((error) => faultOf(error, form));
}

const sentences = {
  required: (title: string): Sentence => ({ zh: `${title}必须填写`, en: `${title}: is required` }),
  unasked: (title: string): Sentence => ({ zh: `表中没有“${title}”这一项`, en: `the form does not ask for this` }),
  choice: (title: string, words: string): Sentence => ({
    zh: `${title}只能是:${words}`,
    en: `${title}: must be one of ${words}`,
  }),
  size: (title: string, limit: string, more: boolean): Sentence => ({
    zh: `${title}${more ? '不能少于(小于)' : '不能多于(大于)'}${limit}`,
    en: `${title}: must be ${more ? 'at least' : 'at most'} ${limit}`,
  }),
  wrong: (title: string, why: string): Sentence => ({ zh: `${title}填写有误,请核对格式`, en: `${title}: ${why}` }),
};

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

function sentenceOf({ keyword, params, message }: ErrorObject, title: string): Sentence {
  const limit = String((params as Record<string, unknown>)['limit'] ?? '');
  const allowed = (params as Record<string, unknown>)['allowedValues'];
  if (keyword === 'required') return sentences.required(title);
  if (keyword === 'additionalProperties') return sentences.unasked(title);
  if (keyword === 'enum' && Array.isArray(allowed)) return sentences.choice(title, allowed.join('、'));
  if (/^min/.test(keyword) || keyword === 'exclusiveMinimum') return sentences.size(title, limit, true);
  if (/^max/.test(keyword) || keyword === 'exclusiveMaximum') return sentences.size(title, limit, false);
  return sentences.wrong(title, message ?? keyword);
}

/** The title of a field; its own name where the form does not know it. Values are never repeated: they are personal. */
function titleOf(form: Part, path: readonly string[]): string {
  let part: Part | undefined = form;
  for (const key of path) part = part?.properties?.[key] ?? (/^\d+$/.test(key) ? part?.items : undefined);
  return part?.title ?? path.at(-1) ?? '申请表';
}

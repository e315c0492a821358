import { plainToInstance } from 'class-transformer';
import type { ValidationMetadata } from 'class-validator/types/metadata/ValidationMetadata.js';

/** A class whose instances are bodies or queries. */
export type DtoClass = new () => object;

/** A JSON schema (OpenAPI 3.0) of a field, or of the items of a list. */
export interface FieldSchema {
  type?: 'string' | 'integer' | 'number' | 'boolean' | 'array' | 'object';
  format?: string;
  enum?: unknown[];
  pattern?: string;
  minLength?: number;
  maxLength?: number;
  minimum?: number;
  maximum?: number;
  minItems?: number;
  maxItems?: number;
  uniqueItems?: boolean;
  minProperties?: number;
}

const typeOfBuiltIn = new Map<unknown, FieldSchema>([
  [String, { type: 'string' }],
  [Number, { type: 'number' }],
  [Boolean, { type: 'boolean' }],
  [Date, { type: 'string', format: 'date-time' }],
  [Array, { type: 'array' }],
]);

/** What a rule of class-validator says in a schema; `first` and `second` are what it was given. */
const says: Record<string, (first: unknown, second: unknown) => FieldSchema> = {
  isString: () => ({ type: 'string' }),
  isInt: () => ({ type: 'integer' }),
  isNumber: () => ({ type: 'number' }),
  isBoolean: () => ({ type: 'boolean' }),
  isObject: () => ({ type: 'object' }),
  isNotEmptyObject: () => ({ type: 'object', minProperties: 1 }),
  isArray: () => ({ type: 'array' }),
  isIn: (values) => enumOf(Array.isArray(values) ? values : []),
  isEnum: (values) => enumOf(Object.values(values as object)),
  minLength: (least) => ({ type: 'string', minLength: Number(least) }),
  maxLength: (most) => ({ type: 'string', maxLength: Number(most) }),
  isLength: (least, most) => ({
    type: 'string',
    minLength: Number(least),
    ...(most === undefined ? {} : { maxLength: Number(most) }),
  }),
  min: (least) => ({ minimum: Number(least) }),
  max: (most) => ({ maximum: Number(most) }),
  matches: (pattern) => patternOf(pattern),
  isDateString: () => ({ type: 'string', format: 'date-time' }),
  isIso8601: () => ({ type: 'string', format: 'date-time' }),
  arrayNotEmpty: () => ({ minItems: 1 }),
  arrayMinSize: (least) => ({ minItems: Number(least) }),
  arrayMaxSize: (most) => ({ maxItems: Number(most) }),
  arrayUnique: () => ({ uniqueItems: true }),
};

/**
 * The schema of a field by its declared type and its rules.
 *
 * @param declared what `design:type` says
 * @param rules the field's rules; with `each` those of its items
 */
export function fieldSchema(declared: unknown, rules: readonly ValidationMetadata[]): FieldSchema {
  const schema: FieldSchema = { ...typeOfBuiltIn.get(declared) };
  for (const { name, constraints } of rules) {
    const [first, second] = (constraints ?? []) as unknown[];
    Object.assign(schema, says[name ?? '']?.(first, second));
  }
  const mayNotBeEmpty = rules.some(({ name }) => name === 'isNotEmpty');
  if (mayNotBeEmpty && schema.type === 'string') schema.minLength ??= 1;
  return schema;
}

/**
 * The class of a nested field or of its items: what class-transformer makes of an empty one.
 *
 * @returns undefined when the field holds plain values
 */
export function nestedClass(dto: DtoClass, field: string, isList: boolean): DtoClass | undefined {
  const made: unknown = Reflect.get(plainToInstance(dto, { [field]: isList ? [{}] : {} }), field);
  const one: unknown = Array.isArray(made) ? made[0] : made;
  if (typeof one !== 'object' || one === null || one.constructor === Object) return undefined;
  return one.constructor as DtoClass;
}

function enumOf(values: readonly unknown[]): FieldSchema {
  const type = typeof values[0] === 'number' ? 'number' : 'string';
  return { type, enum: [...values] };
}

/** JSON schema has no flags: a pattern that needs one is left to the answer of the validation. */
function patternOf(pattern: unknown): FieldSchema {
  const isPlain = pattern instanceof RegExp && !/[ims]/.test(pattern.flags);
  return isPlain ? { type: 'string', pattern: pattern.source } : { type: 'string' };
}

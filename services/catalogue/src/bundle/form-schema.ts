import { Ajv } from 'ajv';

type Schema = Record<string, unknown>;

const han = /\p{Script=Han}/u;

/**
 * What keeps a JSON Schema from being the one form (一张表) of a bundle: it must be draft-07, every field must have a
 * title in Chinese for the person who fills it in, and every object must name all its fields, so that nothing is taken in
 * that nobody asked for.
 *
 * @param schema of the whole form
 * @returns a sentence that goes on from the schema's path, or undefined
 */
export function formFault(schema: Schema): string | undefined {
  try {
    new Ajv({ strict: true, allErrors: true }).compile(schema);
  } catch (error) {
    return `is no JSON Schema (draft-07): ${(error as Error).message}`;
  }
  return partFault(schema, 'the form');
}

function partFault(schema: Schema, name: string): string | undefined {
  const { title, type, properties, items, additionalProperties } = schema;
  if (typeof title !== 'string' || !han.test(title)) return `has no Chinese title for ${name}`;
  if (type === 'array') return partFault((items ?? {}) as Schema, `the entries of ${name}`);
  if (type !== 'object') return undefined;
  if (additionalProperties !== false) return `lets unnamed fields into ${name}`;
  const parts = Object.entries((properties ?? {}) as Record<string, Schema>);
  return parts.map(([key, part]) => partFault(part, key)).find((fault) => fault !== undefined);
}

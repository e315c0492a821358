import type { OpenAPIObject } from '@nestjs/swagger';

const text = { type: 'string' };

/** A refusal as `problemOf` makes it (RFC 9457). */
const problemSchema = {
  type: 'object',
  required: ['type', 'title', 'status', 'code', 'detail'],
  properties: {
    type: { ...text, description: 'urn:yichuang:problem:<code>' },
    title: text,
    status: { type: 'integer' },
    code: { ...text, description: 'Stable, e.g. case.transition-refused' },
    detail: { ...text, description: 'For the person; Chinese, or English when Accept-Language begins with it' },
    instance: { ...text, description: 'urn:yichuang:request:<id>; quote it when asking' },
    errors: {
      type: 'array',
      items: {
        type: 'object',
        required: ['field', 'code', 'message'],
        properties: { field: text, code: text, message: text },
      },
    },
  },
};

const refusal = {
  description: 'A refusal: what is wrong and what would be allowed (RFC 9457)',
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
};

const verbs = ['get', 'post', 'put', 'patch', 'delete'] as const;

/** Adds to every operation of a document that it may be refused with problem+json. */
export function describeProblems(document: OpenAPIObject): OpenAPIObject {
  const schemas = { ...document.components?.schemas, Problem: problemSchema };
  const operations = Object.values(document.paths).flatMap((path) => verbs.map((verb) => path[verb]));
  for (const operation of operations) if (operation !== undefined) operation.responses['default'] ??= refusal;
  return { ...document, components: { ...document.components, schemas } };
}

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { NotesStand } from './stand.js';

interface Description {
  paths: Record<string, Record<string, { parameters: { name: string }[]; responses: object; requestBody?: object }>>;
  components: { schemas: Record<string, { required?: string[]; properties: Record<string, object> }> };
}

let stand: NotesStand;
let description: Description;
beforeAll(async () => {
  stand = await NotesStand.start();
  const { body } = await stand.ask('/openapi.json');
  description = JSON.parse(JSON.stringify(body));
});
afterAll(async () => stand.close());

describe('the description of a service', () => {
  it('tells of a body what its rules demand', () => {
    expect(description.components.schemas['LeaveNoteRequest']).toEqual({
      type: 'object',
      required: ['title', 'form', 'signatures'],
      properties: {
        title: { type: 'string', minLength: 1, maxLength: 60 },
        form: { type: 'string', enum: ['paper', 'voice'] },
        copies: { type: 'integer', minimum: 1, maximum: 9, default: 1 },
        urgent: { type: 'boolean' },
        readBy: { type: 'string', format: 'date-time' },
        writtenOn: { type: 'string', format: 'date-time' },
        labels: { type: 'array', uniqueItems: true, items: { type: 'string', maxLength: 10 }, default: [] },
        signatures: {
          type: 'array',
          minItems: 1,
          maxItems: 3,
          items: { $ref: '#/components/schemas/SignatureBody' },
        },
        witness: { $ref: '#/components/schemas/SignatureBody' },
      },
    });
  });

  it('tells of what is nested', () => {
    expect(description.components.schemas['SignatureBody']).toEqual({
      type: 'object',
      required: ['name'],
      properties: {
        name: { type: 'string', minLength: 2, maxLength: 20 },
        region: { type: 'string', pattern: String.raw`^\d{6}$` },
      },
    });
    expect(description.paths['/notes']?.['post']?.requestBody).toMatchObject({
      content: { 'application/json': { schema: { $ref: '#/components/schemas/LeaveNoteRequest' } } },
    });
  });

  it('tells of a query, with what it inherits', () => {
    const parameters = description.paths['/notes']?.['get']?.parameters ?? [];
    const byName = Object.fromEntries(parameters.map((one) => [one.name, one]));
    expect(byName).toMatchObject({
      cursor: { in: 'query', required: false, schema: { type: 'string', maxLength: 200 } },
      limit: { in: 'query', required: false, schema: { type: 'integer', minimum: 1, maximum: 100, default: 20 } },
      form: { in: 'query', required: false, schema: { type: 'string', enum: ['paper', 'voice'] } },
    });
    expect(parameters).toHaveLength(3);
  });

  it('tells which headers a route needs', () => {
    const headersOf = (path: string): string[] =>
      (description.paths[path]?.['post']?.parameters ?? []).map(({ name }) => name).sort();
    expect(headersOf('/notes')).toEqual(['Idempotency-Key']);
    expect(headersOf('/notes/{noteId}/read')).toEqual(['If-Match', 'noteId']);
    expect(description.paths['/notes']?.['get']?.parameters.map(({ name }) => name)).not.toContain('Idempotency-Key');
  });

  it('tells of every operation how it refuses', () => {
    const operations = Object.values(description.paths).flatMap((path) => Object.values(path));
    expect(operations).toHaveLength(5);
    for (const operation of operations) {
      expect(operation.responses).toMatchObject({
        default: { content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } } },
      });
    }
    expect(description.components.schemas['Problem']?.required).toContain('code');
  });
});

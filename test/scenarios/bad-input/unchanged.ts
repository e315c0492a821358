import { expect } from '@jest/globals';

/** Rows of a query with the service's own account. */
type Rows = (sql: string) => Promise<Record<string, unknown>[]>;

/** Changed by what goes on beside a request: the relay's lease, papers being drawn; the audit is looked at by itself. */
const beside = ['relay_lease', 'seal_use', 'access_audit', 'migration'];
/** Rows that are added with an act and moved on afterwards by relay and timers: here their number counts. */
const counted = ['outbox', 'due_timer', 'sealed_document'];

/**
 * What a service's schema holds: the checksum of every table, the number of rows where others move the rows on.
 *
 * @param rows asks the schema
 */
export async function holdings(rows: Rows): Promise<Record<string, unknown>> {
  const sql = 'SELECT table_name AS name FROM information_schema.tables WHERE table_schema = DATABASE() ORDER BY 1';
  const names = (await rows(sql)).map(({ name }) => String(name)).filter((name) => !beside.includes(name));
  expect(names).toEqual(expect.arrayContaining(['ledger', 'outbox', 'idempotency_key']));
  const found: Record<string, unknown> = {};
  for (const name of names) {
    const [count] = await rows(`SELECT COUNT(*) AS found FROM \`${name}\``);
    const [sum] = counted.includes(name) ? [] : await rows(`CHECKSUM TABLE \`${name}\``);
    found[name] = `${String(count?.['found'])} rows, ${String(sum?.['Checksum'])}`;
  }
  return found;
}

/** What asks for English sentences. */
export const english = { 'accept-language': 'en' };

/** The header of somebody who saw a version. */
export const seen = (version: number): Record<string, string> => ({ 'if-match': `"${version}"` });

/** A refusal as somebody sees it. */
export interface Refusal {
  status: number;
  /** The Content-Type header. */
  type: string;
  body: unknown;
}

/**
 * Looks at the shape of a refusal: problem+json (RFC 9457) with a stable code, a sentence in the language asked for, the
 * fields at fault, and nothing else.
 *
 * @param refusal what came
 * @param language of the sentence
 */
export function expectProblem(
  { status, type, body }: Refusal,
  wanted: { status: number; code: string; field?: string | undefined },
  language: 'zh' | 'en' = 'zh',
): void {
  const sentence = language === 'zh' ? /\p{Script=Han}/u : /^[A-Z][^\p{Script=Han}]*[.…]$/u;
  const { status: expected, code, field } = wanted;
  expect({ status, type, body }).toEqual({
    status: expected,
    type: expect.stringMatching(/^application\/problem\+json/),
    body: {
      type: `urn:yichuang:problem:${code}`,
      title: code,
      status: expected,
      code,
      detail: expect.stringMatching(sentence),
      instance: expect.stringMatching(/^urn:yichuang:request:\S+$/),
      ...(field === undefined ? {} : { errors: expect.any(Array) }),
    },
  });
  if (field === undefined) return;
  const { errors } = body as { errors: unknown[] };
  const fault = { field: expect.any(String), code: expect.any(String), message: expect.stringMatching(/./) };
  expect(errors).toEqual(errors.map(() => fault));
  expect(errors).toContainEqual({ ...fault, field });
}

import { Ajv, type ErrorObject } from 'ajv';
import { type IdentitySeed, SeedFault } from './identity-seed.js';
import { identitySeedSchema } from './identity-seed.schema.js';

const matches = new Ajv({ allErrors: true }).compile<IdentitySeed>(identitySeedSchema);

/**
 * Checks a seed before anything is written.
 *
 * @param seed from a file or from code
 * @param file its name, for messages
 * @throws SeedFault naming the JSON path of every fault at once
 */
export function checkIdentitySeed(seed: unknown, file: string): IdentitySeed {
  if (!matches(seed)) throw new SeedFault(file, (matches.errors ?? []).map(faultOf));
  const doubles = doublesOf(seed);
  if (doubles.length > 0) throw new SeedFault(file, doubles);
  return seed;
}

/**
 * Reads a seed from the text of a file and checks it.
 *
 * @param text JSON
 * @param file its name, for messages
 * @throws SeedFault naming the line of broken JSON; and as `checkIdentitySeed`
 */
export function parseIdentitySeed(text: string, file: string): IdentitySeed {
  return checkIdentitySeed(parse(text, file), file);
}

function parse(text: string, file: string): unknown {
  try {
    const seed: unknown = JSON.parse(text);
    return seed;
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const position = Number(/position (\d+)/.exec(message)?.[1] ?? text.length);
    throw new SeedFault(file, [`line ${text.slice(0, position).split('\n').length}: ${message}`]);
  }
}

function faultOf({ instancePath, message, params }: ErrorObject): string {
  const allowed: unknown = params['allowedValues'];
  const unknown: unknown = params['additionalProperty'];
  const detail = Array.isArray(allowed) ? `: ${allowed.join(', ')}` : '';
  const field = typeof unknown === 'string' ? ` (${unknown})` : '';
  return `${jsonPath(instancePath)} ${message ?? 'is wrong'}${detail}${field}`;
}

/** `/staff/3/roles/0` (RFC 6901) → `$.staff[3].roles[0]`. */
function jsonPath(pointer: string): string {
  return `$${pointer.replaceAll(/\/(\d+)/g, '[$1]').replaceAll('/', '.')}`;
}

const keysOf = (seed: IdentitySeed): [string, string[]][] => [
  ['$.organisations', seed.organisations.map((it) => `organisationId ${it.organisationId}`)],
  ['$.organisations', seed.organisations.map((it) => `creditCode ${it.creditCode}`)],
  ['$.letters', seed.letters.map((it) => `letterId ${it.letterId}`)],
  ['$.letters', seed.letters.map((it) => `letterNumber ${it.letterNumber}`)],
  ['$.staff', seed.staff.map((it) => `staffId ${it.staffId}`)],
  ['$.citizens', seed.citizens.map((it) => `personId ${it.personId}`)],
  ['login of $.staff and $.citizens, place ', [...seed.staff, ...seed.citizens].map((it) => it.login.toLowerCase())],
];

function doublesOf(seed: IdentitySeed): string[] {
  return keysOf(seed).flatMap(([list, keys]) =>
    keys.flatMap((key, at) => {
      const first = keys.indexOf(key);
      return first === at ? [] : [`${list}[${at}] ${key} was used at [${first}] already`];
    }),
  );
}

/** What the gateway's description says of the routes, as far as it is read here. */
interface Description {
  paths: Record<string, { get?: { parameters?: Parameter[] } }>;
}

interface Parameter {
  name: string;
  in: string;
  required?: boolean;
  schema?: { enum?: string[] };
}

/** Values by the name of a field or parameter, as answers showed them. */
export type Known = Map<string, string>;

/** Files are read by key and their bytes were not copied; an operator's tables are small. */
const left = /\/file|\/files\/|^\/api\/(gateway)\//;

/** Parameters that no answer shows. */
const given: readonly [string, string][] = [['region', '530129']];

/**
 * Every way in which the described GET routes can be read with what is known: bare, with each value of a filter that has
 * a list of them, with each other filter that is known.
 *
 * @param description OpenAPI, of the gateway
 * @returns paths with their queries; those whose parameters are not known yet are left out
 */
export function waysToRead(description: object, known: Known): string[] {
  const { paths } = description as Description;
  return Object.entries(paths).flatMap(([path, { get }]) => {
    if (get === undefined || left.test(path)) return [];
    const parameters = get.parameters ?? [];
    const filled = path.replaceAll(/\{(\w+)\}/g, (hole, name: string) => known.get(name) ?? hole);
    const query = parameters.filter((one) => one.in === 'query' && one.name !== 'limit');
    const [needed, filters] = [true, false].map((is) => query.filter(({ required }) => (required === true) === is));
    if (filled.includes('{')) return [];
    const bases = (needed ?? []).reduce<Query[]>(
      (all, one) => all.flatMap((base) => valuesOf(one, known).map((value): Query => [...base, [one.name, value]])),
      [[]],
    );
    const chosen = (filters ?? []).flatMap((one) => valuesOf(one, known).map((value): Query => [[one.name, value]]));
    return bases.flatMap((base) => [[], ...chosen].map((more) => withQuery(filled, [...base, ...more])));
  });
}

type Query = readonly (readonly [string, string])[];

/** All values of a list of them, else the one that is known. */
function valuesOf({ name, schema }: Parameter, known: Known): string[] {
  if (schema?.enum !== undefined) return schema.enum;
  const value = known.get(name);
  return value === undefined ? [] : [value];
}

function withQuery(path: string, query: Query): string {
  const text = new URLSearchParams(query.map(([name, value]): [string, string] => [name, value])).toString();
  return text === '' ? path : `${path}?${text}`;
}

/** What is known before anything was read. */
export const knownAtFirst = (): Known => new Map([...given, ['month', new Date().toISOString().slice(0, 7)]]);

/** Takes from an answer what it shows: the first value of each field that names something. */
export function learn(known: Known, answer: unknown): void {
  if (typeof answer !== 'object' || answer === null) return;
  for (const [name, value] of Object.entries(answer)) {
    if (typeof value === 'object') learn(known, value);
    else if (/(Id|^number)$/.test(name) && typeof value === 'string' && value !== '' && !known.has(name)) {
      known.set(name, value);
    }
  }
}

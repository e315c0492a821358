/** What the gateway's description says of the routes, as far as it is read here. */
interface Description {
  paths: Record<string, { get?: { parameters?: Parameter[] } }>;
}

interface Parameter {
  name: string;
  in: string;
  required?: boolean;
  schema?: { enum?: unknown[]; type?: string };
}

/** Values by the name of a field or parameter, as answers showed them. */
export type Known = Map<string, string>;

/** Files are read by key and their bytes were not copied; an operator's tables are small. */
const left = /\/file|\/files\/|^\/api\/(gateway)\//;

/** Parameters that no answer shows. */
const given: readonly [string, string][] = [
  ['region', '530129'],
  ['figure', 'accepted'],
];

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
    const required = parameters.filter((one) => one.in === 'query' && one.required === true && one.name !== 'limit');
    const values = required.map(
      ({ name, schema }) => [name, known.get(name) ?? String(schema?.enum?.[0] ?? '')] as const,
    );
    if (filled.includes('{') || values.some(([, value]) => value === '')) return [];
    const filters = parameters.filter((one) => one.in === 'query' && one.required !== true && one.name !== 'limit');
    const chosen = filters.flatMap(({ name, schema }) => {
      const said = schema?.enum ?? (known.has(name) ? [known.get(name)] : []);
      return said.map((value) => [[name, String(value)] as const]);
    });
    return [[], ...chosen].map((more) => withQuery(filled, [...values, ...more]));
  });
}

function withQuery(path: string, query: readonly (readonly [string, string])[]): string {
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

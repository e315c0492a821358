import { readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { getMetadataArgsStorage } from 'typeorm';
import { serviceOf } from '#lib/contracts';
import { Door, type DoorParts, heardBy, type Stateful, type Transitions } from '#lib/messaging';

/** An aggregate as its door knows it, with its table. */
export interface Aggregate {
  aggregate: string;
  table: string;
  key: string;
  rules: { act: string; from: string; to: string; announces: string | null }[];
}

/** A kind of event that a service hears. */
interface Heard {
  type: string;
  handler: string;
  source: string;
}

/** What the code of a service says it does and hears. */
export interface ServiceCode {
  aggregates: Aggregate[];
  heard: Heard[];
}

/** The aggregates of a service: the doors its repositories export. */
export async function aggregatesOf(service: string): Promise<Aggregate[]> {
  const exported = await exportsOf(join('services', service, 'src'), '.repository.ts');
  return exported.flatMap((one) => (one instanceof Door ? [aggregateOf(one.parts as unknown as AnyParts)] : []));
}

/** What a service hears: through its own handlers, and through those of the copies where it keeps them. */
export async function heardIn(service: string, keepsCopies: boolean): Promise<Heard[]> {
  const folders = [join('services', service, 'src'), ...(keepsCopies ? [join('libs', 'access', 'src')] : [])];
  const exported = await Promise.all(folders.map(async (folder) => exportsOf(folder, '.handler.ts')));
  return exported
    .flat()
    .flatMap((one) => (isClass(one) ? heardBy(one) : []))
    .map(({ type, handler }) => ({ type, handler, source: serviceOf(type) }));
}

type AnyParts = DoorParts<Stateful, Transitions>;

function aggregateOf({ aggregate, entity, key, transitions }: AnyParts): Aggregate {
  const table = getMetadataArgsStorage().tables.find(({ target }) => target === entity)?.name;
  if (table === undefined) throw new Error(`the entity of ${aggregate} has no table`);
  const rules = Object.entries(transitions).flatMap(([act, { from, to, announces }]) =>
    from.map((state) => ({ act, from: state, to, announces: announces?.typeName ?? null })),
  );
  return { aggregate, table, key: key.replace(/([a-z0-9])([A-Z])/g, '$1_$2').toLowerCase(), rules };
}

const isClass = (value: unknown): value is { prototype: object } =>
  typeof value === 'function' && typeof value.prototype === 'object';

/** Sources say what there is, for a build keeps the files of what was removed; the build is what can be loaded. */
async function exportsOf(folder: string, suffix: string): Promise<unknown[]> {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith(suffix));
  const modules = files.map(async (path) => {
    const built = resolve('dist', folder, path.replace(/\.ts$/, '.js'));
    return Object.values((await import(pathToFileURL(built).href)) as object);
  });
  return (await Promise.all(modules)).flat();
}

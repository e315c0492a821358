import { departmentOf } from './departments.js';
import { fenOf } from './fen.js';
import type { RegisterBundle, RegisterFee, RegisterFile, RegisterItem, RegisterMaterial } from './register-file.js';

/** What is wrong where; the line is looked up by the reader. */
export interface Contradiction {
  path: string;
  problem: string;
}

/** A contradiction, or none. */
export type Found = Contradiction | undefined;

/** A contradiction when something is wrong. */
export const when = (wrong: boolean, path: string, problem: string): Found => (wrong ? { path, problem } : undefined);

/** What a schema cannot see: ids given twice, names nobody has, fields that deny each other. Pure. */
export function contradictionsIn({ items, bundles, material_library: library }: RegisterFile): Contradiction[] {
  const ids = items.map(({ id }) => id);
  const refs = new Set(Object.keys(library));
  const found: Found[] = [
    ...repeated(ids, '$.items'),
    ...repeated(
      bundles.map(({ id }) => id),
      '$.bundles',
    ),
    ...items.flatMap((item, n) => inItem(item, `$.items[${n}]`, refs)),
    ...bundles.flatMap((bundle, n) => inBundle(bundle, `$.bundles[${n}]`, new Set(ids))),
  ];
  return found.filter((one) => one !== undefined);
}

/** Ids given twice. */
export function repeated(ids: readonly string[], path: string): Found[] {
  return ids.map((id, n) => when(ids.indexOf(id) !== n, `${path}[${n}].id`, `is given twice: ${id}`));
}

/** What is named a second time. */
export function twice(names: readonly string[], path: (n: number) => string): Found[] {
  return names.map((name, n) => when(names.indexOf(name) !== n, path(n), `is named twice: ${name}`));
}

/** What one item denies itself. */
export function inItem(item: RegisterItem, path: string, refs: ReadonlySet<string>): Found[] {
  const own = item.materials.map(({ ref }) => ref).filter((ref) => ref !== null);
  return [
    when(departmentOf(item.dept) === undefined, `${path}.dept`, `names no known department: ${item.dept}`),
    ...item.materials.flatMap((material, n) => inMaterial(material, `${path}.materials[${n}]`, refs)),
    when(new Set(own).size < own.length, `${path}.materials`, 'uses one entry of the material library twice'),
    ...inFee(item.fee, `${path}.fee`),
  ];
}

function inMaterial(material: RegisterMaterial, path: string, refs: ReadonlySet<string>): Found[] {
  const { ref, necessity, defer_ok: deferrable, defer_working_days: days, share_ok: shared } = material;
  return [
    when(ref !== null && !refs.has(ref), `${path}.ref`, `is not in material_library: ${ref}`),
    when((necessity === '容缺后补') !== deferrable, `${path}.defer_ok`, `does not agree with necessity ${necessity}`),
    when(deferrable !== (days !== null), `${path}.defer_working_days`, 'does not agree with defer_ok'),
    when(shared !== (material.share_source !== null), `${path}.share_source`, 'does not agree with share_ok'),
  ];
}

function inFee({ charged, items = [] }: RegisterFee, path: string): Found[] {
  return [
    when(charged !== items.length > 0, `${path}.items`, 'does not agree with charged'),
    ...items.flatMap(({ amount_cny: amount, rule }, n) => [
      when(amount === null && rule === undefined, `${path}.items[${n}]`, 'states neither an amount nor a rule'),
      when(
        amount !== null && fenOf(amount) === undefined,
        `${path}.items[${n}].amount_cny`,
        'is not a whole number of fen',
      ),
    ]),
  ];
}

function inBundle(bundle: RegisterBundle, path: string, ids: ReadonlySet<string>): Found[] {
  const members = bundle.items.map(({ item }) => item);
  return [
    when(departmentOf(bundle.lead_dept) === undefined, `${path}.lead_dept`, `names no known department`),
    ...members.flatMap((id, n) => [
      when(id !== undefined && !ids.has(id), `${path}.items[${n}].item`, `is no item of this file: ${id}`),
      when(id !== undefined && members.indexOf(id) !== n, `${path}.items[${n}].item`, `is a member twice: ${id}`),
    ]),
  ];
}

import { bundleContradictions } from './bundle-contradictions.js';
import { type Aliases, departmentOf } from './departments.js';
import type { ItemPlan, JointPlan, PlansFile } from './plans-file.js';
import { type Contradiction, type Found, inItem, repeated, twice, when } from './register-contradictions.js';
import type { RegisterFile, RegisterItem } from './register-file.js';

/** The aliases an overlay gives. */
export const aliasesOf = ({ organisation_aliases: aliases }: PlansFile): Aliases => new Map(Object.entries(aliases));

/** What the overlay says that the register, or itself, denies. Pure. */
export function contradictionsInPlans(plans: PlansFile, register: RegisterFile): Contradiction[] {
  const items = new Map([...register.items, ...plans.items].map((item) => [item.id, item]));
  const registered = new Set(register.items.map(({ id }) => id));
  const refs = new Set(Object.keys(register.material_library));
  const found: Found[] = [
    ...aliasFaults(plans),
    ...repeated(
      plans.items.map(({ id }) => id),
      '$.items',
    ),
    ...plans.items.flatMap((item, n) => [
      when(registered.has(item.id), `$.items[${n}].id`, `is an item of the register already: ${item.id}`),
      ...inItem(item, `$.items[${n}]`, refs),
    ]),
    ...plans.plans.flatMap((plan, n) => inPlan(plan, `$.plans[${n}]`, items, aliasesOf(plans))),
    ...twice(
      plans.plans.map(({ item }) => item),
      (n) => `$.plans[${n}].item`,
    ),
    ...bundleContradictions(plans, register, items),
  ];
  return found.filter((one) => one !== undefined);
}

function aliasFaults({ organisation_aliases: aliases }: PlansFile): Found[] {
  return Object.entries(aliases).map(([alias, name]) =>
    when(
      departmentOf(name) === undefined,
      `$.organisation_aliases["${alias}"]`,
      `stands for no known organisation: ${name}`,
    ),
  );
}

function inPlan(
  { item: id, joint, fees = [] }: ItemPlan,
  path: string,
  items: ReadonlyMap<string, RegisterItem>,
  aliases: Aliases,
): Found[] {
  const item = items.get(id);
  if (item === undefined) return [{ path: `${path}.item`, problem: `is no item of the register: ${id}` }];
  const codes = fees.map(({ code }) => code);
  return [
    ...(joint === undefined ? [] : inJoint(joint, `${path}.joint`, item, aliases)),
    ...twice(codes, (n) => `${path}.fees[${n}].code`),
  ];
}

function inJoint({ lead, members }: JointPlan, path: string, item: RegisterItem, aliases: Aliases): Found[] {
  const own = departmentOf(item.dept)?.departmentId;
  const led = departmentOf(lead, aliases);
  const ids = members.map((words) => departmentOf(words, aliases)?.departmentId);
  const unknown = (at: string, words: string): Found => ({
    path: at,
    problem: `names no known organisation: ${words}`,
  });
  return [
    led === undefined ? unknown(`${path}.lead`, lead) : undefined,
    when(led !== undefined && led.departmentId !== own, `${path}.lead`, `is not the item’s department ${item.dept}`),
    ...members.flatMap((words, n) => {
      const at = `${path}.members[${n}]`;
      const id = ids[n];
      if (id === undefined) return [unknown(at, words)];
      return [
        when(id === own, at, `leads already: ${words}`),
        when(ids.indexOf(id) !== n, at, `is a member twice: ${words}`),
      ];
    }),
  ];
}

import { formFault } from '../bundle/form-schema.js';
import { membersWith } from './bundle-members.js';
import { materialRef } from './material-ref.js';
import type { BundlePlan, PlannedMember, PlansFile } from './plans-file.js';
import { type Found, twice, when } from './register-contradictions.js';
import type { RegisterBundle, RegisterFile, RegisterItem, RegisterMaterial } from './register-file.js';

type Items = ReadonlyMap<string, RegisterItem>;

/** What the overlay says of bundles that the register, the items or the bundle itself denies. Pure. */
export function bundleContradictions({ bundles }: PlansFile, register: RegisterFile, items: Items): Found[] {
  const named = twice(
    bundles.map(({ bundle }) => bundle),
    (n) => `$.bundles[${n}].bundle`,
  );
  const inside = bundles.flatMap((plan, n) => {
    const path = `$.bundles[${n}]`;
    const bundle = register.bundles.find(({ id }) => id === plan.bundle);
    if (bundle === undefined) return [{ path: `${path}.bundle`, problem: `is no bundle: ${plan.bundle}` }];
    return inBundle(plan, bundle, path, items);
  });
  return [...named, ...inside];
}

function inBundle(plan: BundlePlan, bundle: RegisterBundle, path: string, items: Items): Found[] {
  const members = plan.members.flatMap((one, n) => inMember(one, bundle, `${path}.members[${n}]`, items));
  const form = formFault(plan.form);
  const faults: Found[] = [
    ...members,
    ...twice(
      plan.members.map(({ member }) => member),
      (n) => `${path}.members[${n}].member`,
    ),
    form === undefined ? undefined : { path: `${path}.form`, problem: form },
  ];
  // Order and uses can be judged only when every member is somebody.
  if (faults.some((one) => one !== undefined)) return faults;
  return [...inOrder(plan, bundle, path), ...inMaterials(plan, bundle, path, items)];
}

function inMember(
  { member, item, reason }: PlannedMember,
  bundle: RegisterBundle,
  path: string,
  items: Items,
): Found[] {
  const registered = bundle.items.find((one) => one.item === member || (one.item === undefined && one.name === member));
  if (registered === undefined) return [{ path: `${path}.member`, problem: `is no member of ${bundle.id}: ${member}` }];
  const bare = registered.item === undefined;
  return [
    when(bare && (item === undefined) === (reason === undefined), path, 'needs either an item or a reason'),
    when(!bare && (item ?? reason) !== undefined, path, `is the item ${member} already`),
    when(item !== undefined && !items.has(item), `${path}.item`, `is no item of the register: ${item}`),
  ];
}

/** Everything a member comes after is a member, and nothing comes after itself. */
function inOrder(plan: BundlePlan, bundle: RegisterBundle, path: string): Found[] {
  const members = membersWith(bundle, plan);
  const after = new Map(members.map((one) => [one.itemId, one.after]));
  const strangers = plan.members.flatMap(({ after: first = [] }, n) =>
    first.map((id, k) => when(!after.has(id), `${path}.members[${n}].after[${k}]`, `is no member item: ${id}`)),
  );
  const goesRound = (id: string, seen: readonly string[]): boolean =>
    seen.includes(id) || (after.get(id) ?? []).some((one) => goesRound(one, [...seen, id]));
  const round = members.find(({ itemId }) => goesRound(itemId, []));
  return [...strangers, when(round !== undefined, `${path}.members`, `wait for each other: ${round?.itemId}`)];
}

function inMaterials(plan: BundlePlan, bundle: RegisterBundle, path: string, items: Items): Found[] {
  const members = membersWith(bundle, plan).map(({ itemId }) => itemId);
  const uses = plan.materials.flatMap(({ uses: all }, n) =>
    all.map(({ item, material }, k) => ({ at: `${path}.materials[${n}].uses[${k}]`, item, material })),
  );
  const keys = uses.map(({ item, material }) => `${item} ${material}`);
  const lost = members.flatMap((id) =>
    neededRefs(items.get(id)).flatMap((ref) => (keys.includes(`${id} ${ref}`) ? [] : [`${id} ${ref}`])),
  );
  return [
    ...twice(
      plan.materials.map(({ ref }) => ref),
      (n) => `${path}.materials[${n}].ref`,
    ),
    ...uses.flatMap(({ at, item, material }) => [
      when(!members.includes(item), `${at}.item`, `is no member item: ${item}`),
      when(
        members.includes(item) && !refsOf(items.get(item)).includes(material),
        `${at}.material`,
        `is no material of ${item}: ${material}`,
      ),
    ]),
    ...twice(keys, (n) => uses[n]?.at ?? path),
    // Who hands in the whole set must have handed in what every member demands.
    when(lost.length > 0, `${path}.materials`, `leaves out what must be handed in: ${lost.join(', ')}`),
  ];
}

const refsOf = (item: RegisterItem | undefined): string[] =>
  (item?.materials ?? []).map((material, n) => materialRef(item?.id ?? '', material, n));

/** What a case cannot be accepted without, or without a promise of it (容缺后补). */
const isNeeded = ({ necessity, condition, share_ok: shared }: RegisterMaterial): boolean =>
  necessity !== '非必要' && condition === undefined && !shared;

function neededRefs(item: RegisterItem | undefined): string[] {
  const refs = refsOf(item);
  return (item?.materials ?? []).flatMap((material, n) => (isNeeded(material) ? [refs[n] ?? ''] : []));
}

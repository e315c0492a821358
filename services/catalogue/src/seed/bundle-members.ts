import type { Member, UnmatchedMember } from '../bundle/bundle-content.js';
import type { BundlePlan, PlannedMember } from './plans-file.js';
import type { RegisterBundle, RegisterMember } from './register-file.js';

const isFirst = (role: string): boolean => role.startsWith('先行');

const plannedFor = ({ item, name }: RegisterMember, plan: BundlePlan | undefined): PlannedMember | undefined =>
  plan?.members.find(({ member }) => member === (item ?? name));

/**
 * The members of a bundle that are items, in the register's order. 先行 members come first and every other waits for
 * those of them that are items, unless the overlay says what a member waits for.
 */
export function membersWith({ items }: RegisterBundle, plan?: BundlePlan): Member[] {
  const known = items.flatMap((one) => {
    const planned = plannedFor(one, plan);
    const itemId = one.item ?? planned?.item;
    return itemId === undefined ? [] : [{ ...one, itemId, planned }];
  });
  const first = known.filter(({ role }) => isFirst(role)).map(({ itemId }) => itemId);
  return known.map(({ itemId, name = '', role, planned }) => ({
    itemId,
    role,
    after: planned?.after ?? (isFirst(role) ? [] : first),
    optional: planned?.optional ?? false,
    calledHere: name,
  }));
}

/** The members that are no items, with the overlay's reason where it gives one. */
export function membersWithout({ items }: RegisterBundle, plan?: BundlePlan): UnmatchedMember[] {
  return items.flatMap((one) => {
    const planned = plannedFor(one, plan);
    if ((one.item ?? planned?.item) !== undefined) return [];
    const { name = '', dept = '', role } = one;
    return [{ name, departmentName: dept, role, reason: planned?.reason ?? '' }];
  });
}

import type { BundleContent, SetMaterial } from '../bundle/bundle-content.js';
import type { Finding } from '../item/finding.js';
import { membersWith, membersWithout } from './bundle-members.js';
import { type Aliases, departmentOf, type NamedDepartment } from './departments.js';
import type { BundlePlan } from './plans-file.js';
import type { RegisterBundle } from './register-file.js';

/**
 * A bundle of a register file, completed from the overlay. Members that are items become members; the others are kept by
 * name, with the reason.
 *
 * @param bundle a bundle of a file that was read whole
 * @param plan what the overlay says of it
 * @param aliases other words for departments
 */
export function importBundle(bundle: RegisterBundle, plan?: BundlePlan, aliases: Aliases = new Map()): BundleContent {
  const lead = departmentOf(bundle.lead_dept, aliases);
  if (lead === undefined) throw new Error(`${bundle.id} names no known department`);
  const { promised, confidence } = bundle;
  return {
    bundleId: bundle.id,
    name: bundle.name,
    leadDepartmentId: lead.departmentId,
    memberDepartments: bundle.member_depts,
    members: membersWith(bundle, plan),
    unmatched: membersWithout(bundle, plan),
    flow: bundle.flow,
    promisedLimit: { days: promised.days, unit: promised.unit === '自然日' ? 'calendar-day' : 'working-day' },
    visits: bundle.visits,
    formSections: bundle.one_form_sections,
    materials: bundle.materials,
    materialSet: materialSetOf(plan),
    formSchema: plan?.form ?? null,
    notes: bundle.notes ?? '',
    confidence: { sourced: confidence.sourced, unverified: confidence.unverified, rest: confidence.rest },
    findings: [...leadFindings(bundle, lead), ...memberDepartmentFindings(bundle, aliases)],
  };
}

function materialSetOf(plan: BundlePlan | undefined): SetMaterial[] {
  return (plan?.materials ?? []).map(({ ref, name, uses }) => ({
    ref,
    name,
    uses: uses.map(({ item, material }) => ({ itemId: item, materialRef: material })),
  }));
}

function leadFindings({ lead_dept: words }: RegisterBundle, { name, qualifier }: NamedDepartment): Finding[] {
  if (qualifier === '') return [];
  const message = { zh: `牵头部门“${words}”按${name}登记`, en: `The lead “${words}” is entered as ${name}` };
  return [{ code: 'import.lead-qualified', severity: 'note', path: 'leadDepartmentId', message }];
}

/** Banks and townships are named as members, but are no department of the hall. */
function memberDepartmentFindings({ member_depts: words }: RegisterBundle, aliases: Aliases): Finding[] {
  return words.flatMap((one, n): Finding[] => {
    if (departmentOf(one, aliases) !== undefined) return [];
    const message = { zh: `成员单位“${one}”不是本地登记的部门`, en: `The member “${one}” is no department known here` };
    return [{ code: 'import.member-department-unknown', severity: 'note', path: `memberDepartments.${n}`, message }];
  });
}

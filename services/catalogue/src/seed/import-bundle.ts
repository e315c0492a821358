import type { BundleContent, Member, UnmatchedMember } from '../bundle/bundle-content.js';
import type { Finding } from '../item/finding.js';
import { departmentOf, type NamedDepartment } from './departments.js';
import type { RegisterBundle } from './register-file.js';

/**
 * A bundle of a register file. Members that are items become members; the others are kept by name.
 *
 * @param bundle a bundle of a file that was read whole
 */
export function importBundle(bundle: RegisterBundle): BundleContent {
  const lead = departmentOf(bundle.lead_dept);
  if (lead === undefined) throw new Error(`${bundle.id} names no known department`);
  const { promised, confidence } = bundle;
  return {
    bundleId: bundle.id,
    name: bundle.name,
    leadDepartmentId: lead.departmentId,
    memberDepartments: bundle.member_depts,
    members: membersOf(bundle),
    unmatched: unmatchedOf(bundle),
    flow: bundle.flow,
    promisedLimit: { days: promised.days, unit: promised.unit === '自然日' ? 'calendar-day' : 'working-day' },
    visits: bundle.visits,
    formSections: bundle.one_form_sections,
    materials: bundle.materials,
    notes: bundle.notes ?? '',
    confidence: { sourced: confidence.sourced, unverified: confidence.unverified, rest: confidence.rest },
    findings: leadFindings(bundle, lead),
  };
}

/** 先行 members come first; every other member waits for those of them that are items. */
function membersOf({ items }: RegisterBundle): Member[] {
  const isFirst = (role: string): boolean => role.startsWith('先行');
  const first = items.flatMap(({ item, role }) => (item !== undefined && isFirst(role) ? [item] : []));
  return items.flatMap(({ item, name = '', role }) =>
    item === undefined ? [] : [{ itemId: item, role, after: isFirst(role) ? [] : first, calledHere: name }],
  );
}

function unmatchedOf({ items }: RegisterBundle): UnmatchedMember[] {
  return items.flatMap(({ item, name = '', dept = '', role }) =>
    item === undefined ? [{ name, departmentName: dept, role }] : [],
  );
}

function leadFindings({ lead_dept: words }: RegisterBundle, { name, qualifier }: NamedDepartment): Finding[] {
  if (qualifier === '') return [];
  const message = { zh: `牵头部门“${words}”按${name}登记`, en: `The lead “${words}” is entered as ${name}` };
  return [{ code: 'import.lead-qualified', severity: 'note', path: 'leadDepartmentId', message }];
}

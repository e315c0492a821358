import type { BundlePublished, ServiceItem } from '#lib/contracts';
import type { FieldFault } from '#lib/service-kit';
import { serves } from '../applicant/served-kinds.js';
import { formFaulty } from '../application/application.errors.js';
import { materialNotOfBundle, memberNotOptional } from '../bundle-copy/bundle-copy.errors.js';
import { formFaults } from '../form/form-faults.js';
import { applicantKindNotServed } from '../item-copy/item-copy.errors.js';
import type { LodgeBundleRequest } from './lodge-bundle.dto.js';

/**
 * Refuses choices and materials that are not the bundle's, and a form that is not filled in as its schema asks.
 *
 * @throws DomainError `bundle.member-not-optional`, `bundle.material-not-of-set`, `application.form-faulty`
 */
export function refuseUnfit(bundle: BundlePublished, body: LodgeBundleRequest): void {
  const optional = bundle.members.filter((member) => member.optional).map(({ itemId }) => itemId);
  const members = unknownOf(body.optionalMembers, optional, 'optionalMembers', 'bundle.member-not-optional');
  if (members.length > 0) throw memberNotOptional(members);
  const refs = body.materials.map(({ ref }) => ref);
  const allowed = bundle.materials.map(({ ref }) => ref);
  const materials = unknownOf(refs, allowed, 'materials', 'bundle.material-not-of-set');
  if (materials.length > 0) throw materialNotOfBundle(materials);
  const form = formFaults(bundle.formSchema, body.form);
  if (form.length > 0) throw formFaulty(form);
}

/** Refuses an applicant whom one of the members does not serve. @throws DomainError `item.applicant-kind-not-served` */
export function refuseUnserved(items: readonly ServiceItem[], kind: 'natural-person' | 'organisation'): void {
  const other = items.find(({ serviceObject }) => !serves(serviceObject, kind));
  if (other !== undefined) throw applicantKindNotServed(`${other.name}:${other.serviceObject}`);
}

function unknownOf(given: readonly string[], allowed: readonly string[], path: string, code: string): FieldFault[] {
  return given.flatMap((one, n) => {
    if (allowed.includes(one)) return [];
    const message = {
      zh: `${one} 不在其中;可以是:${allowed.join('、') || '无'}`,
      en: `${one} is none of them; allowed: ${allowed.join(', ') || 'none'}`,
    };
    return [{ field: `${path}.${n}`, code, message }];
  });
}

import type { Material, ServiceItem } from '#lib/contracts';
import type { FieldFault } from '#lib/service-kit';
import { materialsMissing } from '../case/case.errors.js';
import { notOnListFault } from '../material/material.errors.js';
import type { MaterialReceived, MaterialStatus } from '../material/material-received.entity.js';
import { isDeferrable, isNeeded } from '../material/material.repository.js';
import { promiseRefused } from '../outstanding-material/outstanding-material.errors.js';

const statusOf = (lines: readonly MaterialReceived[], ref: string): MaterialStatus =>
  lines.find((line) => line.materialRef === ref)?.status ?? 'missing';

/**
 * @param promised references of what the applicant promises to bring
 * @throws DomainError `case.material-missing` naming each material that is neither there as it should be nor promised
 */
export function refuseMissing(
  item: ServiceItem,
  lines: readonly MaterialReceived[],
  promised: readonly string[],
): void {
  const wanted = item.materials.filter((material) => isNeeded(material) && !promised.includes(material.ref));
  const faults = wanted.flatMap((material): FieldFault[] => {
    const status = statusOf(lines, material.ref);
    return status === 'present' ? [] : [missingFault(material, status)];
  });
  if (faults.length > 0) throw materialsMissing(faults);
}

function missingFault(material: Material, status: 'missing' | 'incorrect'): FieldFault {
  const { ref, name, deferWorkingDays } = material;
  const wrong = status === 'missing' ? { zh: '缺', en: 'missing' } : { zh: '不符', en: 'not as required' };
  const deferrable = isDeferrable(material);
  const zhHint = deferrable ? `;可以容缺受理,由申请人承诺 ${deferWorkingDays} 个工作日内补交` : '';
  const enHint = deferrable ? `; it may be promised within ${deferWorkingDays} working days` : '';
  return {
    field: `materials.${ref}`,
    code: `material.${status}`,
    message: { zh: `${wrong.zh}:${name}${zhHint}`, en: `${wrong.en}: ${name}${enHint}` },
  };
}

/** @throws DomainError `promise.refused` naming each material that cannot be promised, and why */
export function refusePromise(
  item: ServiceItem,
  lines: readonly MaterialReceived[],
  promised: readonly string[],
): void {
  const faults = promised.flatMap((ref, place): FieldFault[] => {
    const field = `promise.outstanding.${place}.materialRef`;
    if (promised.indexOf(ref) !== place) return [repeatedFault(field, ref)];
    const material = item.materials.find((one) => one.ref === ref);
    if (material === undefined) return [notOnListFault(field, ref, deferrableRefs(item))];
    if (!isDeferrable(material)) return [notDeferrableFault(field, material.name, deferrableRefs(item))];
    return statusOf(lines, ref) === 'present' ? [presentFault(field, material.name)] : [];
  });
  if (faults.length > 0) throw promiseRefused(faults);
}

const deferrableRefs = (item: ServiceItem): string[] => item.materials.filter(isDeferrable).map(({ ref }) => ref);

const repeatedFault = (field: string, ref: string): FieldFault => ({
  field,
  code: 'material.repeated',
  message: { zh: `${ref} 重复`, en: `${ref} is named twice` },
});

const notDeferrableFault = (field: string, name: string, allowed: readonly string[]): FieldFault => ({
  field,
  code: 'material.not-deferrable',
  message: {
    zh: `${name}不可容缺;可以容缺的有:${allowed.join('、') || '无'}`,
    en: `${name} cannot be brought later; deferrable are: ${allowed.join(', ') || 'none'}`,
  },
});

const presentFault = (field: string, name: string): FieldFault => ({
  field,
  code: 'material.present',
  message: { zh: `${name}已经收到,不必承诺`, en: `${name} is there already and needs no promise` },
});

import type { ServiceItem } from '#lib/contracts';
import type { FieldFault } from '#lib/service-kit';

type Fault = FieldFault | undefined;

const fault = (field: string, code: string, zh: string, en: string): FieldFault => ({
  field,
  code,
  message: { zh, en },
});

/**
 * What makes an item impossible to turn into a plan, however it came here. Pure.
 *
 * @param item one version
 * @returns faults with the field's path; none when the item is whole
 */
export function faultsOf(item: ServiceItem): FieldFault[] {
  const found: Fault[] = [...materialFaults(item), ...feeFaults(item), leadFault(item)];
  return found.filter((one) => one !== undefined);
}

function materialFaults(item: ServiceItem): Fault[] {
  const refs = item.materials.map(({ ref }) => ref);
  return item.materials.flatMap(({ ref, necessity, deferWorkingDays }, index): Fault[] => {
    const path = `materials.${index}`;
    const deferrable = necessity === 'deferrable';
    return [
      refs.indexOf(ref) === index
        ? undefined
        : fault(`${path}.ref`, 'material.ref-repeated', '材料代号重复', 'is used by another material'),
      deferrable && deferWorkingDays === 0
        ? fault(`${path}.deferWorkingDays`, 'material.defer-limit-missing', '容缺材料须写明补交期限', 'must be given')
        : undefined,
      !deferrable && deferWorkingDays > 0
        ? fault(`${path}.deferWorkingDays`, 'material.not-deferrable', '只有容缺材料可写补交期限', 'must be 0')
        : undefined,
    ];
  });
}

function feeFaults(item: ServiceItem): Fault[] {
  const codes = item.feeLines.map(({ code }) => code);
  return item.feeLines.map(({ code }, index) =>
    codes.indexOf(code) === index
      ? undefined
      : fault(`feeLines.${index}.code`, 'fee.code-repeated', '收费项目代号重复', 'is used by another fee line'),
  );
}

/** Somebody must answer for the decision: exactly one lead, and it is the item's department. */
function leadFault(item: ServiceItem): Fault {
  const leads = item.tasks.filter(({ lead }) => lead);
  if (leads.length === 1 && leads[0]?.departmentId === item.departmentId) return undefined;
  return fault(
    'tasks',
    'item.lead-unclear',
    '须有且仅有一个牵头部门,且与 departmentId 相同',
    'must hold exactly one lead task, of departmentId',
  );
}

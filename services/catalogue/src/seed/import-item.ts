import { create, type MessageInitShape } from '@bufbuild/protobuf';
import { type FeeLineSchema, type LimitSchema, type MaterialSchema, ServiceItemSchema } from '#lib/contracts';
import type { Edition } from '../item/edition.js';
import { departmentOf } from './departments.js';
import { fenOf } from './fen.js';
import { importFindings } from './import-findings.js';
import { importGuide } from './import-guide.js';
import { materialRef } from './material-ref.js';
import type { RegisterItem, RegisterLimit, RegisterMaterial } from './register-file.js';

const units: Record<string, string> = { 工作日: 'working-day', 自然日: 'calendar-day' };
const necessities = { 必要: 'required', 非必要: 'optional', 容缺后补: 'deferrable' } as const;
const resultKinds = { 证照: 'certificate', 批文: 'approval', 文书: 'document', 其他: 'other' } as const;
const caseTypes = { 即办件: 'immediate', 承诺件: 'promised' } as const;

type Init<S extends Parameters<typeof create>[0]> = MessageInitShape<S>;

/**
 * An item of a register file as an edition, unverified. Words that have no code in the contract (task type, service
 * object, kind of material) stay the register's; what the contract has no place for goes to the guide or the findings.
 *
 * @param item an item of a file that was read whole
 */
export function importItem(item: RegisterItem): Edition {
  const department = departmentOf(item.dept);
  if (department === undefined) throw new Error(`${item.id} names no known department`);
  const { departmentId } = department;
  const feeLines = importFees(item);
  const materials = item.materials.map((material, n) => importMaterial(material, materialRef(item.id, material, n)));
  const { extension, statutory_limit: statutory } = item;
  const message = create(ServiceItemSchema, {
    itemId: item.id,
    name: item.name,
    departmentId,
    departmentName: department.name,
    taskType: item.task_type,
    serviceObject: item.service_object,
    caseType: caseTypes[item.case_type],
    ...(statutory === null ? {} : { statutoryLimit: importLimit(statutory) }),
    promisedLimit: importLimit(item.promised_limit),
    legalBasis: item.legal_basis,
    materials,
    specialProcedures: item.special_procedures.map((procedure) => ({
      name: procedure.name,
      // 不定: it ends when its cause ends, so there is no limit to state.
      ...(procedure.unit === '不定' ? {} : { limit: importLimit(procedure) }),
      excludedFromClock: procedure.excluded_from_clock,
      mustNotifyInWriting: procedure.must_notify_in_writing,
      basis: procedure.basis ?? '',
    })),
    feeLines,
    result: importResult(item, feeLines.length > 0),
    tasks: [{ departmentId, lead: true }],
    joinRule: 'all',
    ...(extension === null ? {} : { extension: { limit: importLimit(extension), approver: extension.approver } }),
    verification: 'imported-unverified',
    // The 31-character 实施编码 needs the organ's credit code; registers that only know the base code leave it empty.
    implementationCode: '',
    localCode: item.id,
    deliveryModes: item.mail_ok ? ['window', 'courier'] : ['window'],
  });
  return { item: message, guide: importGuide(item), findings: importFindings(item, department) };
}

function importLimit({ days, unit }: RegisterLimit): Init<typeof LimitSchema> {
  // 当场 may carry a condition (冷静期满后); the guide keeps the words.
  return { days, unit: units[unit] ?? 'on-the-spot' };
}

function importMaterial(material: RegisterMaterial, ref: string): Init<typeof MaterialSchema> {
  return {
    ref,
    name: material.name,
    necessity: necessities[material.necessity],
    copies: material.copies,
    commitmentAllowed: material.commitment_ok,
    shared: material.share_ok,
    shareSource: material.share_source ?? '',
    deferWorkingDays: material.defer_working_days ?? 0,
    electronicLicenceAllowed: material.e_license,
    condition: material.condition ?? '',
    kind: material.kind,
  };
}

/** A line without an amount (tax by rule) is no fee line: taxes never go through the hall's bill. */
function importFees({ id, fee }: RegisterItem): Init<typeof FeeLineSchema>[] {
  return (fee.items ?? []).flatMap(({ name, amount_cny: amount, case: condition = '' }, n) => {
    const amountFen = amount === null ? undefined : fenOf(amount);
    if (amountFen === undefined) return [];
    const basis = fee.basis ?? '';
    return [{ code: `${id}-F${n + 1}`, name, amountFen, basis, timing: 'before-result', condition }];
  });
}

/** What is held back until: the certificate is sealed, the fee is settled, deferred materials are cured. */
function importResult(
  { result, materials }: RegisterItem,
  charged: boolean,
): NonNullable<Init<typeof ServiceItemSchema>['result']> {
  const kind = resultKinds[result.type];
  const deferrable = materials.some(({ defer_ok: ok }) => ok);
  const holds = [
    ...(kind === 'certificate' ? ['certificate'] : []),
    ...(charged ? ['fee'] : []),
    ...(deferrable ? ['outstanding-material'] : []),
  ];
  return { name: result.name, kind, electronic: result.e_license, validity: result.validity ?? '', holds };
}

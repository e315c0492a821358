import type { Finding } from '../item/finding.js';
import type { NamedDepartment } from './departments.js';
import type { RegisterItem, RegisterLimit } from './register-file.js';

const note = (code: string, path: string, zh: string, en: string): Finding => ({
  code: `import.${code}`,
  severity: 'note',
  path,
  message: { zh, en },
});

/** What an item of a register file says that its edition cannot, so that nothing is silently dropped. */
export function importFindings(item: RegisterItem, department: NamedDepartment): Finding[] {
  return [
    ...departmentFindings(item, department),
    ...limitFindings(item),
    ...feeFindings(item),
    ...ruleFindings(item),
    ...item.confidence.unverified.map((words) =>
      note('unverified', 'guide.confidence', `待核实:${words}`, `Not verified yet: ${words}`),
    ),
  ];
}

function departmentFindings({ dept }: RegisterItem, { name, qualifier }: NamedDepartment): Finding[] {
  if (qualifier === '') return [];
  return [note('department-qualified', 'departmentName', `“${dept}”按${name}登记`, `“${dept}” is entered as ${name}`)];
}

function limitFindings({
  statutory_limit: statutory,
  promised_limit: promised,
  special_procedures,
}: RegisterItem): Finding[] {
  const limits: [string, RegisterLimit | null][] = [
    ['statutoryLimit', statutory],
    ['promisedLimit', promised],
  ];
  const conditional = limits.flatMap(([path, limit]) =>
    limit !== null && limit.unit.startsWith('当场') && limit.unit !== '当场'
      ? [
          note(
            'limit-condition',
            path,
            `“${limit.unit}”的条件只在指南中说明`,
            `“${limit.unit}”: its condition is only told in the guide`,
          ),
        ]
      : [],
  );
  const endless = special_procedures.flatMap(({ name, unit }, n) =>
    unit === '不定'
      ? [
          note(
            'procedure-without-limit',
            `specialProcedures.${n}`,
            `特别程序“${name}”没有固定期限`,
            `The procedure “${name}” has no fixed limit`,
          ),
        ]
      : [],
  );
  return [...conditional, ...endless];
}

function feeFindings({ fee }: RegisterItem): Finding[] {
  return (fee.items ?? []).flatMap(({ name, amount_cny: amount, rule = '' }) =>
    amount === null
      ? [
          note(
            'fee-by-rule',
            'feeLines',
            `“${name}”按规则计征(${rule}),不作为收费项目`,
            `“${name}” is set by rule (${rule}) and is no fee line`,
          ),
        ]
      : [],
  );
}

/** Rules that stand only in the notes, and flags that the register states twice. */
function ruleFindings({ notes, case_type: caseType, immediate_ok_by_rule: allowed }: RegisterItem): Finding[] {
  const found: Finding[] = [];
  if (notes?.includes('收件即受理') === true) {
    const zh = '备注提到收件即受理,核实后请在 acceptOnReceipt 中标明';
    found.push(
      note(
        'accept-on-receipt',
        'acceptOnReceipt',
        zh,
        'The notes mention acceptance on receipt; set the flag when verified',
      ),
    );
  }
  if ((caseType === '即办件') !== allowed) {
    const zh = `办件类型为${caseType},与即到即办条件判断不一致`;
    found.push(
      note('immediate-differs', 'caseType', zh, 'The case type does not agree with the rule for immediate items'),
    );
  }
  return found;
}

import { clone, create } from '@bufbuild/protobuf';
import { type FeeLine, FeeLineSchema, ServiceItemSchema, type TaskRule, TaskRuleSchema } from '#lib/contracts';
import type { Edition } from '../item/edition.js';
import type { Finding } from '../item/finding.js';
import { type Aliases, departmentOf } from './departments.js';
import type { ItemPlan, JointPlan, PlannedFee } from './plans-file.js';

const note = (code: string, path: string, zh: string, en: string): Finding => ({
  code: `overlay.${code}`,
  severity: 'note',
  path,
  message: { zh, en },
});

/**
 * An imported item completed from the overlay. Whatever the overlay says instead of the register is told in a finding.
 *
 * @param edition as imported; it stays unverified
 * @param plan what the overlay, read whole, says of it; nothing for most items
 * @param aliases other words for departments
 */
export function applyPlan(edition: Edition, plan: ItemPlan | undefined, aliases: Aliases): Edition {
  if (plan === undefined) return edition;
  const { joint, fees, result_holds: holds } = plan;
  const completed = clone(ServiceItemSchema, edition.item);
  if (joint !== undefined) Object.assign(completed, { tasks: tasksOf(joint, aliases), joinRule: joint.rule });
  if (fees !== undefined) completed.feeLines = fees.map(feeLine);
  if (holds !== undefined && completed.result !== undefined) completed.result.holds = [...holds];
  return { ...edition, item: completed, findings: [...edition.findings, ...findingsOf(edition, plan)] };
}

function tasksOf({ lead, members }: JointPlan, aliases: Aliases): TaskRule[] {
  const task = (words: string, leads: boolean): TaskRule =>
    create(TaskRuleSchema, { departmentId: departmentOf(words, aliases)?.departmentId ?? '', lead: leads });
  return [task(lead, true), ...members.map((one) => task(one, false))];
}

const feeLine = ({ amount_fen: fen, ...line }: PlannedFee): FeeLine =>
  create(FeeLineSchema, { ...line, amountFen: BigInt(fen) });

function findingsOf({ item }: Edition, { joint, fees, result_holds: holds }: ItemPlan): Finding[] {
  const found: Finding[] = [];
  if (joint !== undefined) {
    const { members, rule, basis } = joint;
    const zh = `联办部门${members.join('、')}(规则 ${rule})依据:${basis},待核实`;
    found.push(note('joint', 'tasks', zh, `Examined with ${members.join(', ')} (${rule}); to be verified: ${basis}`));
  }
  if (fees !== undefined) {
    const before = item.feeLines.map(({ code }) => code).join('、') || '无';
    const zh = `收费项目以补充文件为准(事项库原有:${before}),待核实`;
    found.push(
      note('fees', 'feeLines', zh, `The overlay’s fee lines replace the register’s (${before}); to be verified`),
    );
  }
  if (holds !== undefined) {
    const before = item.result?.holds.join('、') ?? '';
    const zh = `出件条件以补充文件为准(原为:${before})`;
    found.push(
      note('holds', 'result.holds', zh, `The overlay’s holds replace those derived from the register (${before})`),
    );
  }
  return found;
}

import type { Finding } from '../item/finding.js';
import { lintFees } from './lint-fees.js';
import { lintLevels } from './lint-levels.js';
import { lintMaterials } from './lint-materials.js';
import type { LintSubject } from './lint-subject.js';
import { lintTimes } from './lint-times.js';

/**
 * Everything the rules for registers hold against an item. Pure; an item without findings is lawful as far as its own
 * text shows.
 *
 * @param subject the item, its guide and the items it must agree with
 * @returns findings in the order of the rules
 */
export function lintItem(subject: LintSubject): Finding[] {
  return [...lintMaterials(subject), ...lintTimes(subject), ...lintFees(subject), ...lintLevels(subject)];
}

/** Whether findings keep a verified item from being published. */
export function blocks(findings: readonly Finding[]): boolean {
  return findings.some(({ severity }) => severity === 'reject');
}

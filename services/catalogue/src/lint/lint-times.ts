import type { Finding } from '../item/finding.js';
import type { LintSubject } from './lint-subject.js';

/** Acceptance, review, decision: what one department may need (简化环节). */
const mostSteps = 3;

/** Rules for limits and steps. */
export function lintTimes({ item, guide }: LintSubject): Finding[] {
  const found: Finding[] = [];
  const { statutoryLimit: statutory, promisedLimit: promised } = item;
  const comparable = statutory !== undefined && statutory.unit === promised?.unit;
  if (comparable && promised.days > statutory.days) found.push(isTooLong(promised.days, statutory.days));
  if (guide.steps.length > mostSteps) found.push(hasManySteps(guide.steps));
  if (item.caseType === 'immediate' && item.specialProcedures.length > 0) {
    found.push(isNotImmediate(item.specialProcedures.map(({ name }) => name)));
  }
  return found;
}

const isTooLong = (promised: number, statutory: number): Finding => ({
  code: 'limit.promise-over-statutory',
  severity: 'reject',
  path: 'promisedLimit.days',
  message: {
    zh: `承诺时限 ${promised} 天超过法定时限 ${statutory} 天。`,
    en: `The promised limit of ${promised} days is longer than the statutory ${statutory}.`,
  },
});

const hasManySteps = (steps: readonly string[]): Finding => ({
  code: 'steps.too-many',
  severity: 'warn',
  path: 'guide.steps',
  message: {
    zh: `一般事项不超过 ${mostSteps} 个环节,现有 ${steps.length} 个(${steps.join('、')}),请书面说明理由。`,
    en: `A matter takes at most ${mostSteps} steps; this has ${steps.length}. Give the reason in writing.`,
  },
});

const isNotImmediate = (procedures: readonly string[]): Finding => ({
  code: 'immediate.special-procedure',
  severity: 'reject',
  path: 'specialProcedures',
  message: {
    zh: `即办件不得含特别程序(${procedures.join('、')});请改为承诺件或去掉特别程序。`,
    en: 'An immediate item may hold no special procedure; make it a promised item or drop the procedure.',
  },
});

import { DomainError, type FieldFault } from '#lib/service-kit';

const wanted = {
  reason: { zh: '必须说明理由', en: 'is required: the reason' },
  legalBasis: { zh: '必须写明法律依据', en: 'is required: the legal basis' },
  remedy: {
    zh: '必须告知行政复议或行政诉讼的途径',
    en: 'is required: how to ask for reconsideration (复议) or sue (诉讼)',
  },
} as const;

/** A denial without its grounds (行政许可法 38: reasons, and the right to reconsideration or suit). */
export const groundsMissing = (fields: readonly (keyof typeof wanted)[]): DomainError =>
  new DomainError(
    'decision.grounds-missing',
    'invalid',
    {
      zh: '不予决定必须说明理由、法律依据和救济途径(行政复议、行政诉讼)。',
      en: 'A denial needs its reason, legal basis and remedy (reconsideration, suit).',
    },
    fields.map((field): FieldFault => ({ field, code: 'decision.grounds-missing', message: wanted[field] })),
  );

export const alreadyRevoked = (): DomainError =>
  new DomainError('decision.already-revoked', 'conflict', {
    zh: '该决定已经撤销。',
    en: 'This decision was revoked already.',
  });

export const decisionNotFound = (): DomainError =>
  new DomainError('decision.not-found', 'not-found', {
    zh: '该办件尚未作出决定。',
    en: 'There is no decision on this case yet.',
  });

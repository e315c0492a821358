import { DomainError } from '#lib/service-kit';

/** A rule says what it is about once and for all; only when it applies can change. */
export const ruleAboutSomethingElse = (clockKind: string, colour: string): DomainError =>
  new DomainError('rule.about-something-else', 'conflict', {
    zh: `该规则用于 ${clockKind} 时钟、牌色 ${colour},不能改变;请另立新规则。`,
    en: `The rule is about ${clockKind} clocks and ${colour} cards, which cannot change; publish a new rule instead.`,
  });

/** Cards that were raised stand: a rule binds from now on. */
export const ruleBackdated = (): DomainError =>
  new DomainError(
    'rule.backdated',
    'invalid',
    { zh: '规则只能从现在或以后起生效。', en: 'A rule can only be valid from now or later.' },
    [
      {
        field: 'validFrom',
        code: 'rule.backdated',
        message: { zh: '不能早于现在', en: 'must not be earlier than now' },
      },
    ],
  );

/** @param next the version that may be published now */
export const ruleStale = (next: number): DomainError =>
  new DomainError('rule.stale-version', 'stale', {
    zh: `该规则的下一版应为第 ${next} 版,请刷新后再发布。`,
    en: `The next version of this rule is ${next}. Reload and publish again.`,
  });

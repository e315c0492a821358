import { DomainError } from '#lib/service-kit';

/** @param audited when the rectification exists but the reader may not see it */
export const rectificationNotFound = (audited: boolean): DomainError =>
  new DomainError(
    'rectification.not-found',
    'not-found',
    { zh: '没有找到这个整改事项。', en: 'There is no such rectification.' },
    [],
    audited,
  );

/** Separation of persons; kept in the audit. */
export const ratedPersonMayNot = (): DomainError =>
  new DomainError('rectification.rated-person', 'forbidden', {
    zh: '被评价人和答复人不能回访、办结或裁定本人的差评,请由其他人员办理。',
    en: 'Whoever was rated or answered may not call back, close or judge the appeal; somebody else must.',
  });

/** One appeal for each rating. */
export const appealedBefore = (): DomainError =>
  new DomainError('rectification.appealed-before', 'conflict', {
    zh: '该差评已申诉过一次且未获支持,请按期整改并答复。',
    en: 'The rating was appealed against once and the appeal was dismissed; answer what was done.',
  });

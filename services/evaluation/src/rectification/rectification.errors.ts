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

/** Sent back once; a rater who stays dissatisfied has other ways. */
export const reopenedBefore = (): DomainError =>
  new DomainError('rectification.reopened-before', 'conflict', {
    zh: '该差评已退回重新整改过一次,只能办结;申请人仍不满意的,请告知投诉渠道。',
    en: 'It was sent back once already and can only be closed; tell a rater who is still dissatisfied how to complain.',
  });

/** Only who is dissatisfied again has it looked into again. */
export const raterContent = (): DomainError =>
  new DomainError('rectification.rater-content', 'conflict', {
    zh: '回访中申请人没有再次给出差评(2 分以下),不需要重新整改,请办结。',
    en: 'The rater called back gave no bad rating (1 or 2) again, so there is nothing to do anew; close it.',
  });

/** One appeal for each rating. */
export const appealedBefore = (): DomainError =>
  new DomainError('rectification.appealed-before', 'conflict', {
    zh: '该差评已申诉过一次且未获支持,请按期整改并答复。',
    en: 'The rating was appealed against once and the appeal was dismissed; answer what was done.',
  });

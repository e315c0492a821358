import { DomainError, type Sentence } from '#lib/service-kit';

const sentences = {
  'authority.not-staff': {
    zh: '您不是在职工作人员,不能办理此操作。',
    en: 'You are not an active staff member and may not do this.',
  },
  'authority.role-missing': { zh: '您的岗位不能办理此操作。', en: 'Your role does not include this act.' },
  'authority.not-own': { zh: '只能办理本人的事项。', en: 'You may only act in your own matter.' },
  'authority.other-department': {
    zh: '此件属于其他部门,请由该部门人员办理。',
    en: 'This matter lies with another department; its staff must act.',
  },
  'authority.other-region': { zh: '此件属于其他地区。', en: 'This matter belongs to another region.' },
  'authority.letter-missing': {
    zh: '没有有效的受理委托书或首席代表授权书覆盖此事项和日期,请联系授权管理员。',
    en: 'No valid letter of authority covers this item and date; ask the authority manager.',
  },
  'authority.same-person': {
    zh: '受理与决定、开单与减免退费须由不同的人办理,此前经办的人不能再办这一步,请由其他有权人员办理。',
    en: 'Accepting and deciding, billing and waiving or refunding are kept apart: somebody else with the right must do this.',
  },
} as const satisfies Record<string, Sentence>;

/** A refusal for want of authority; kept in the audit. */
export const refused = (code: keyof typeof sentences): DomainError =>
  new DomainError(code, 'forbidden', sentences[code]);

/** Identity has not been heard lately, so a right may have been revoked without our knowing. */
export const authorityStale = (): DomainError =>
  new DomainError('authority.stale', 'unavailable', {
    zh: '超过 60 秒未收到身份与授权服务的消息,暂不能作出决定、用印、减免或退费,请稍候重试;受理不受影响。',
    en: 'Identity has not been heard for over 60 s: no deciding, sealing, waiving or refunding for now. Lodging and accepting go on.',
  });

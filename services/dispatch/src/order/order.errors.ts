import { DomainError } from '#lib/service-kit';

/** @param audited when the order exists but the reader may not see it */
export const orderNotFound = (audited: boolean): DomainError =>
  new DomainError(
    'order.not-found',
    'not-found',
    { zh: '没有找到这个出件单。', en: 'There is no such dispatch order.' },
    [],
    audited,
  );

/** Somebody else stands at the window. */
export const notTheApplicant = (): DomainError =>
  new DomainError(
    'receiver.not-the-applicant',
    'conflict',
    {
      zh: '领取人的证件号码与申请人、经办人都不一致;代领须填写授权说明。',
      en: 'The receiver’s ID is neither the applicant’s nor the agent’s; a stand-in needs a note of authorisation.',
    },
    [
      {
        field: 'idNumber',
        code: 'receiver.not-the-applicant',
        message: { zh: '与申请人不一致', en: 'does not match the applicant' },
      },
    ],
  );

/** A courier needs somewhere to go. */
export const addressMissing = (): DomainError =>
  new DomainError('order.address-missing', 'conflict', {
    zh: '申请人没有留下邮寄地址,请改为窗口领取。',
    en: 'The applicant gave no address; hand the result over at the window.',
  });

/** The hall has not been heard of yet. */
export const hallUnknown = (): DomainError =>
  new DomainError('hall.unknown', 'unavailable', {
    zh: '尚未收到大厅信息,请稍候重试。',
    en: 'The hall has not been heard of yet; try again in a moment.',
  });

/** No result of the application has come to the desk, or none the reader may see. */
export const applicationNotFound = (): DomainError =>
  new DomainError('application.not-found', 'not-found', {
    zh: '没有找到这份申请的办理结果。',
    en: 'There is no result of such an application.',
  });

/** @param items names of the items whose results are still held */
export const resultsHeld = (items: readonly string[]): DomainError =>
  new DomainError('application.results-held', 'conflict', {
    zh: `以下事项的结果还不能出件:${items.join('、')};全部可出件后再一并领取。`,
    en: `These results are still held: ${items.join(', ')}. Hand all over together once they are released.`,
  });

/** @param states of the application's orders */
export const nothingReleased = (states: readonly string[]): DomainError =>
  new DomainError('application.nothing-released', 'conflict', {
    zh: `这份申请没有待领取的结果(出件单状态:${states.join('、')})。`,
    en: `No result of this application waits at the window (its orders are ${states.join(', ')}).`,
  });

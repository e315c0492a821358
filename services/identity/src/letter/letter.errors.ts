import { DomainError, type Sentence } from '#lib/service-kit';

/** @param exists whether the letter is there, but outside the reader's region: the same answer, kept in the audit */
export const letterNotFound = (exists: boolean): DomainError =>
  new DomainError(
    'letter.not-found',
    'not-found',
    { zh: '没有找到这份授权文书。', en: 'There is no such letter of authority.' },
    [],
    exists,
  );

export const letterKnown = (): DomainError =>
  new DomainError('letter.known', 'conflict', {
    zh: '这个文书编号(letterId)已使用;授权文书不能修改,请撤销后另发。',
    en: 'A letter with this id was granted before. Letters are not changed: revoke it and grant another.',
  });

const faults = {
  'letter.number-taken': { zh: '这个文号已被使用', en: 'is the number of another letter' },
  'letter.not-a-department': { zh: '不是部门', en: 'is no department' },
  'letter.not-a-hall': { zh: '不是政务服务大厅,也不是授权部门本身', en: 'is neither a hall nor the department itself' },
  'letter.staff-unknown': { zh: '没有这名在职工作人员', en: 'names nobody who is appointed now' },
  'letter.staff-elsewhere': { zh: '此人不属于授权部门', en: 'is a person of another organisation' },
  'letter.not-chief': { zh: '此人未任首席代表', en: 'is not appointed as chief representative' },
  'letter.holder-mismatch': {
    zh: '受理委托书填 hallId,首席代表授权书填 staffId,二者不能同时填',
    en: 'a delegation names a hall (hallId) and no person, an authorisation a person (staffId) and no hall',
  },
  'letter.powers-mismatch': {
    zh: '首席代表授权书须列明权限,受理委托书不列权限',
    en: 'an authorisation names at least one power, a delegation none',
  },
  'letter.period': { zh: '截止时间应晚于起始时间', en: 'must be later than validFrom' },
} as const satisfies Record<string, Sentence>;

/** Why a letter cannot be granted as asked. */
export type LetterFault = keyof typeof faults;

/**
 * @param code what is wrong
 * @param field the request's field at fault
 */
export const letterRefused = (code: LetterFault, field: string): DomainError =>
  new DomainError(
    code,
    code === 'letter.number-taken' ? 'conflict' : 'invalid',
    {
      zh: `授权文书不能出具:${field} ${faults[code].zh}。`,
      en: `The letter cannot be granted: ${field} ${faults[code].en}.`,
    },
    [{ field, code, message: faults[code] }],
  );

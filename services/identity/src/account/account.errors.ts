import { DomainError } from '#lib/service-kit';

export const loginTaken = (): DomainError =>
  new DomainError(
    'account.login-taken',
    'conflict',
    { zh: '这个用户名已被使用,请换一个。', en: 'This user name is taken; choose another.' },
    [{ field: 'account.login', code: 'account.login-taken', message: { zh: '已被使用', en: 'is taken' } }],
  );

export const accountKnown = (): DomainError =>
  new DomainError(
    'account.known',
    'conflict',
    { zh: '这名工作人员已有账号,请去掉 account。', en: 'This person has an account already; leave account out.' },
    [{ field: 'account', code: 'account.known', message: { zh: '已有账号', en: 'exists already' } }],
  );

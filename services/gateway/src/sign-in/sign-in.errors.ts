import { DomainError } from '#lib/service-kit';

/** The browser came back without what it was sent away with, or identity refused the code. */
export const signInFailed = (): DomainError =>
  new DomainError('sign-in.failed', 'unauthenticated', {
    zh: '登录没有完成,请从头再登录一次。',
    en: 'The sign-in was not completed; start it again.',
  });

/** Identity does not answer; nobody is signed out by that. */
export const signInUnreachable = (): DomainError =>
  new DomainError('sign-in.unreachable', 'unavailable', {
    zh: '登录服务暂时无法访问,请稍后重试。',
    en: 'The sign-in service cannot be reached; try again in a moment.',
  });

/** The session is over: its time has passed, or identity renews it no more. */
export const sessionEnded = (): DomainError =>
  new DomainError('session.ended', 'unauthenticated', {
    zh: '登录已结束,请重新登录。',
    en: 'The sign-in has ended; sign in again.',
  });

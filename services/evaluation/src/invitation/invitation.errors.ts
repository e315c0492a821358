import { DomainError } from '#lib/service-kit';

/** Unknown, or its place was taken by a newer one. */
export const invitationUnknown = (): DomainError =>
  new DomainError('invitation.unknown', 'not-found', {
    zh: '评价码无效,或已被新的评价码代替;请在窗口重新出示,或登录后评价。',
    en: 'The code is not valid or was replaced by a newer one; ask for it again at the window, or sign in to rate.',
  });

/** Too late for the code, not for the rating. */
export const invitationExpired = (): DomainError =>
  new DomainError('invitation.expired', 'conflict', {
    zh: '评价码已过期;请登录后评价。',
    en: 'The code has expired; sign in to rate.',
  });

import { DomainError } from '#lib/service-kit';

/** @param exists whether the card is there, but outside the reader's reach: the same answer, kept in the audit */
export const cardNotFound = (exists: boolean): DomainError =>
  new DomainError('card.not-found', 'not-found', { zh: '没有找到这张牌。', en: 'There is no such card.' }, [], exists);

/** A card that does not count any more gives nothing to act on. */
export const cardNotStanding = (state: string): DomainError =>
  new DomainError('card.not-standing', 'conflict', {
    zh: `这张牌的状态是 ${state},已不计入;只能对有效的牌督办。`,
    en: `The card is ${state} and counts no more; only a standing card can be urged.`,
  });

import { DomainError } from '#lib/service-kit';

/** There is no such bundle. */
export const bundleNotFound = (): DomainError =>
  new DomainError('bundle.not-found', 'not-found', {
    zh: '没有这个一件事,请在一件事目录中选择。',
    en: 'There is no such bundle; choose one from the list of bundles.',
  });

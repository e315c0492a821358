import { DomainError, type Sentence } from '#lib/service-kit';
import type { CertificateState } from './certificate.states.js';

/** @param exists whether the certificate is there, but outside the reader's reach: the same answer, kept in the audit */
export const certificateNotFound = (exists: boolean): DomainError =>
  new DomainError(
    'certificate.not-found',
    'not-found',
    { zh: '没有找到这份证照。', en: 'There is no such certificate.' },
    [],
    exists,
  );

const held: Sentence = {
  zh: '证照已生成但尚未生效,结果放行后方可取用。',
  en: 'The certificate is held: it can be fetched once its result is released.',
};

const unusable: Record<Exclude<CertificateState, 'valid'>, { code: string; sentence: Sentence }> = {
  sealing: { code: 'certificate.held', sentence: held },
  held: { code: 'certificate.held', sentence: held },
  suspended: {
    code: 'certificate.suspended',
    sentence: {
      zh: '证照已被暂停使用,恢复后方可取用。',
      en: 'The certificate is suspended; it can be fetched once it is resumed.',
    },
  },
  revoked: {
    code: 'certificate.revoked',
    sentence: { zh: '证照已被撤销,不再提供。', en: 'The certificate was revoked and is no longer given out.' },
  },
};

/** Why the file of a certificate that is not valid is not given out: a copy of it would look valid. */
export function fileRefused(state: Exclude<CertificateState, 'valid'>): DomainError {
  const { code, sentence } = unusable[state];
  return new DomainError(code, 'conflict', sentence);
}

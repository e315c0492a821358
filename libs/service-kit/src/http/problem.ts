import type { DomainError, ErrorKind, Sentence } from '../errors/domain-error.js';

/** The one map from the kind of a fault to an HTTP status (RFC 9110, RFC 6585). */
export const statusOf: Record<ErrorKind, number> = {
  invalid: 400,
  unauthenticated: 401,
  forbidden: 403,
  'not-found': 404,
  conflict: 409,
  stale: 412,
  'too-large': 413,
  'key-reused': 422,
  'precondition-required': 428,
  'too-many': 429,
  unavailable: 503,
};

/** A problem+json body (RFC 9457) with a stable code and the fields at fault. */
export interface Problem {
  type: string;
  title: string;
  status: number;
  code: string;
  detail: string;
  instance?: string;
  errors?: { field: string; code: string; message: string }[];
}

export type Language = 'zh-CN' | 'en';

/** The language of the answer: Chinese, unless the caller prefers English (RFC 9110 §12.5.4, first range only). */
export function languageOf(acceptLanguage: string | undefined): Language {
  return acceptLanguage?.trim().toLowerCase().startsWith('en') === true ? 'en' : 'zh-CN';
}

const say = (sentence: Sentence, language: Language): string => (language === 'en' ? sentence.en : sentence.zh);

/** A domain error as the caller sees it. */
export function problemOf(error: DomainError, language: Language, instance?: string): Problem {
  const errors = error.fields.map((fault) => ({
    field: fault.field,
    code: fault.code,
    message: say(fault.message, language),
  }));
  return {
    type: `urn:yichuang:problem:${error.code}`,
    title: error.code,
    status: statusOf[error.kind],
    code: error.code,
    detail: say(error.sentence, language),
    ...(instance === undefined ? {} : { instance }),
    ...(errors.length === 0 ? {} : { errors }),
  };
}

const unexpected: Sentence = {
  zh: '系统暂时出错,您的操作没有生效,请稍后重试;如仍失败,请把本页的请求编号告诉工作人员。',
  en: 'Something went wrong on our side and nothing was changed. Try again; if it fails again, quote the request id.',
};

/** What anybody sees of a fault of ours: no detail, the request id. */
export function unexpectedProblem(language: Language, instance: string): Problem {
  return {
    type: 'urn:yichuang:problem:unexpected',
    title: 'unexpected',
    status: 500,
    code: 'unexpected',
    detail: say(unexpected, language),
    instance,
  };
}

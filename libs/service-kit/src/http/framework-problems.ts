import { HttpException } from '@nestjs/common';
import { DomainError, type ErrorKind } from '../errors/domain-error.js';

const kinds: Record<number, ErrorKind> = {
  400: 'invalid',
  401: 'unauthenticated',
  403: 'forbidden',
  404: 'not-found',
  413: 'too-large',
  415: 'invalid',
  429: 'too-many',
  503: 'unavailable',
};

/**
 * What the framework refuses before our code runs (no such route, broken JSON, a body over the limit), as a domain
 * error.
 *
 * @returns undefined when the error is none of those
 */
export function fromFramework(error: unknown): DomainError | undefined {
  const status = statusIn(error);
  const kind = status === undefined ? undefined : kinds[status];
  if (kind === undefined) return undefined;
  if (kind === 'not-found') {
    return new DomainError('route.not-found', kind, {
      zh: '没有这个地址,请对照接口文档。',
      en: 'No such address; see /openapi.json.',
    });
  }
  if (kind === 'too-large') {
    return new DomainError('request.too-large', kind, {
      zh: '提交内容超过大小上限。',
      en: 'The request body is over the size limit.',
    });
  }
  return new DomainError(`request.${kind}`, kind, {
    zh: '请求无法读取:请提交格式正确的 JSON,并注明 Content-Type。',
    en: 'The request cannot be read: send well-formed JSON with its Content-Type.',
  });
}

function statusIn(error: unknown): number | undefined {
  if (error instanceof HttpException) return error.getStatus();
  if (typeof error === 'object' && error !== null && 'statusCode' in error && typeof error.statusCode === 'number') {
    return error.statusCode;
  }
  return undefined;
}

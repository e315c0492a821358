import { createHash, randomBytes } from 'node:crypto';
import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { ApiHeader, type ApiHeaderOptions } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { DomainError } from '../errors/domain-error.js';
import { currentTraceparent } from '../telemetry/trace.js';
import type { ActRequest } from './acts.js';

const keyShape = /^[\x21-\x7e]{8,80}$/;
const versionShape = /^"?(\d{1,9})"?$/;

/** What the guard of the access library leaves on a request. */
export interface PrincipalRequest extends FastifyRequest {
  principal?: string;
}

/** Has the header a parameter is read from described with its route. */
const described =
  (header: ApiHeaderOptions): ParameterDecorator =>
  (target, method) => {
    const descriptor = method === undefined ? undefined : Object.getOwnPropertyDescriptor(target, method);
    if (method !== undefined && descriptor !== undefined) ApiHeader(header)(target, method, descriptor);
  };

const keyHeader = described({
  name: 'Idempotency-Key',
  required: true,
  description: 'Of your choice, new for each act, the same when you try again',
  schema: { type: 'string', pattern: keyShape.source },
});

const versionSentence = 'The version you saw, as in "7"; 428 without it, 412 when it is no longer the newest';
const versionHeader = (required: boolean): ParameterDecorator =>
  described({
    name: 'If-Match',
    required,
    description: required ? versionSentence : `${versionSentence}; none for what is new`,
    schema: { type: 'string', pattern: versionShape.source },
  });

/**
 * The act a POST asks for: principal, `Idempotency-Key`, fingerprint, cause. Refuses a missing or malformed key
 * (`idempotency.key-required`).
 */
export const ActParam = createParamDecorator(
  (_: unknown, context: ExecutionContext): ActRequest => {
    const request = context.switchToHttp().getRequest<PrincipalRequest>();
    const key = request.headers['idempotency-key'];
    if (typeof key !== 'string' || !keyShape.test(key)) throw keyRequired();
    return {
      principal: request.principal ?? 'anonymous',
      idempotencyKey: key,
      fingerprint: fingerprintOf(request),
      cause: { id: request.id, traceparent: traceparentOf(request) },
    };
  },
  [keyHeader],
);

function fingerprintOf(request: FastifyRequest): string {
  // An upload's body is a stream; its declared digest stands for it and is checked against the bytes when they arrive.
  const digest = request.headers['content-digest'];
  const content = typeof digest === 'string' ? digest : JSON.stringify(request.body ?? null);
  return createHash('sha256').update(`${request.method} ${request.url}\n${content}`).digest('hex');
}

/** The caller's W3C trace context, or a new one, so that a matter can be followed through every service. */
export function traceparentOf(request: FastifyRequest): string {
  const traced = currentTraceparent();
  if (traced !== undefined) return traced;
  const given = request.headers['traceparent'];
  if (typeof given === 'string' && /^00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$/.test(given)) return given;
  return `00-${randomBytes(16).toString('hex')}-${randomBytes(8).toString('hex')}-01`;
}

/** The row version the caller saw, from `If-Match: "7"`; missing → `precondition.required` (RFC 6585). */
export const IfMatch = createParamDecorator(
  (_: unknown, context: ExecutionContext): number => {
    const seen = versionSeen(context);
    if (seen === undefined) throw versionRequired();
    return seen;
  },
  [versionHeader(true)],
);

/** As `IfMatch`, for an act on what may be new: undefined without the header. Whoever meets a row then asks for it. */
export const IfMatchOrNew = createParamDecorator(
  (_: unknown, context: ExecutionContext): number | undefined => versionSeen(context),
  [versionHeader(false)],
);

function versionSeen(context: ExecutionContext): number | undefined {
  const header = context.switchToHttp().getRequest<FastifyRequest>().headers['if-match'];
  if (header === undefined) return undefined;
  const match = versionShape.exec(header);
  if (match === null) throw versionRequired();
  return Number(match[1]);
}

/** The refusal of an act on a row whose version the caller does not name. */
export const versionRequired = (): DomainError =>
  new DomainError('precondition.required', 'precondition-required', {
    zh: '请在 If-Match 中带上您看到的版本号(ETag),以免覆盖他人的修改。',
    en: 'Send If-Match with the version you saw (its ETag), so that nobody else’s act is overwritten.',
  });

const keyRequired = (): DomainError =>
  new DomainError(
    'idempotency.key-required',
    'invalid',
    {
      zh: '请在请求头带上 Idempotency-Key(8–80 个可见字符),重试时沿用同一个。',
      en: 'Send an Idempotency-Key header (8–80 visible characters) and keep it when you try again.',
    },
    [{ field: 'Idempotency-Key', code: 'field.required', message: { zh: '必须填写', en: 'is required' } }],
  );

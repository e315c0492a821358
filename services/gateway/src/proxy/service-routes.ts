import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import proxy from '@fastify/http-proxy';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { currentTraceparent, DomainError, languageOf, Log, problemOf } from '#lib/service-kit';
import { GatewayConfig } from '../gateway.config.js';
import { cookieOf, sessionCookie } from '../session/cookies.js';
import { Sessions } from '../session/sessions.js';
import { RequestBudget } from './request-budget.js';
import { isForSupervisors } from './supervisors-routes.js';

/** Where the token found for a request is kept until it is passed on. */
const bearers = new WeakMap<object, string>();

/** Passes `/api/<service>/…` on to the services, with the caller's token and without their cookie. */
@Injectable()
export class ServiceRoutes implements OnModuleInit {
  constructor(
    @Inject(GatewayConfig) private readonly config: GatewayConfig,
    private readonly adapter: HttpAdapterHost,
    private readonly sessions: Sessions,
    private readonly budget: RequestBudget,
    private readonly log: Log,
  ) {}

  async onModuleInit(): Promise<void> {
    const fastify = this.adapter.httpAdapter.getInstance<FastifyInstance>();
    fastify.addHook('onRequest', async (request, reply) =>
      isForSupervisors(request.url) ? refuse(reply, noRoute()) : this.count(request, reply),
    );
    await fastify.register(async (door) => this.passAll(door));
  }

  /** Every request counts, also those answered here; only whoever watches over this process may always ask. */
  private async count(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply | undefined> {
    if (request.url.startsWith('/health/') || this.budget.spend(request.ip)) return undefined;
    return refuse(reply, tooMany());
  }

  /** In a corner of its own, where bodies are not parsed: they are passed on as they come. */
  private async passAll(fastify: FastifyInstance): Promise<void> {
    fastify.removeAllContentTypeParsers();
    fastify.setErrorHandler((error, _request, reply) => refuse(reply, this.explain(error)));
    for (const [service, upstream] of Object.entries(this.config.upstreams)) {
      await this.pass(fastify, `/api/${service}`, upstream, '');
    }
    await this.pass(fastify, '/verify', this.config.CERTIFICATES_URL, '/verify');
    await this.pass(fastify, '/courier/callbacks', this.config.DISPATCH_URL, '/courier/callbacks');
    await this.pass(fastify, '/payment/callbacks', this.config.FEES_URL, '/payment/callbacks');
  }

  private async pass(fastify: FastifyInstance, prefix: string, upstream: string, rewritePrefix: string): Promise<void> {
    await fastify.register(proxy, {
      upstream,
      prefix,
      rewritePrefix,
      // oxlint-disable-next-line typescript/no-misused-promises -- Fastify awaits its hooks; the proxy types only callbacks
      preHandler: async (request: FastifyRequest) => this.admit(request),
      replyOptions: {
        rewriteRequestHeaders: (request, headers) => {
          // Whoever reaches a service through this door is who the session says: nothing the browser claims.
          const { cookie: _cookie, authorization: _authorization, ...passed } = headers;
          const bearer = bearers.get(request.raw ?? request);
          const traceparent = currentTraceparent();
          return {
            ...passed,
            // Services believe this door about addresses: it says what it saw, not what the caller says of itself. It also
            // says that somebody is asked for: a service shows its figures only to whoever asks for themselves.
            'x-forwarded-for': request.ip,
            ...(traceparent === undefined ? {} : { traceparent }),
            ...(bearer === undefined ? {} : { authorization: `Bearer ${bearer}` }),
          };
        },
        // The cookies of this door are the door's own: no service sets one here.
        rewriteHeaders: ({ 'set-cookie': _setCookie, ...passed }) => passed,
        onError: (reply) => {
          refuse(reply as FastifyReply, unreachable());
        },
      },
    });
  }

  private async admit(request: FastifyRequest): Promise<void> {
    const session = await this.sessions.find(cookieOf(request, sessionCookie));
    if (session !== undefined) bearers.set(request.raw, await this.sessions.bearer(session));
  }

  /** What is thrown before a request is passed on; the framework's own answer would show what our errors say. */
  private explain(error: unknown): DomainError {
    if (error instanceof DomainError) return error;
    const status =
      typeof error === 'object' && error !== null && 'statusCode' in error ? Number(error.statusCode) : 500;
    if (status < 500) return unreadable();
    this.log.fault('request not passed on', error);
    return notNow();
  }
}

const tooMany = (): DomainError =>
  new DomainError('requests.too-many', 'too-many', {
    zh: '操作过于频繁,请稍后再试。',
    en: 'Too many requests; wait a moment.',
  });

const noRoute = (): DomainError =>
  new DomainError('route.not-found', 'not-found', {
    zh: '没有这个地址,请对照接口文档。',
    en: 'No such address; see /api/openapi.json.',
  });

const unreadable = (): DomainError =>
  new DomainError('request.invalid', 'invalid', {
    zh: '请求的地址或请求头无法读取,请对照接口文档。',
    en: 'The address or the headers of the request cannot be read; see /api/openapi.json.',
  });

const notNow = (): DomainError =>
  new DomainError('service.unavailable', 'unavailable', {
    zh: '系统暂时无法受理请求,操作没有生效,请用同一个 Idempotency-Key 重试。',
    en: 'Requests cannot be taken right now; nothing was changed. Try again with the same Idempotency-Key.',
  });

const unreachable = (): DomainError =>
  new DomainError('service.unreachable', 'unavailable', {
    zh: '该服务暂时无法访问,请稍后用同一个 Idempotency-Key 重试。',
    en: 'That service cannot be reached; try again with the same Idempotency-Key.',
  });

function refuse(reply: FastifyReply, error: DomainError): FastifyReply {
  const { request } = reply;
  const problem = problemOf(
    error,
    languageOf(request.headers['accept-language']),
    `urn:yichuang:request:${request.id}`,
  );
  if (problem.status === 429 || problem.status === 503) void reply.header('retry-after', '2');
  return reply.status(problem.status).type('application/problem+json; charset=utf-8').send(JSON.stringify(problem));
}

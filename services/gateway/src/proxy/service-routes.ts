import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import proxy from '@fastify/http-proxy';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { DomainError, languageOf, problemOf } from '#lib/service-kit';
import { GatewayConfig } from '../gateway.config.js';
import { cookieOf, sessionCookie } from '../session/cookies.js';
import { Sessions } from '../session/sessions.js';
import { RequestBudget } from './request-budget.js';

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
  ) {}

  async onModuleInit(): Promise<void> {
    await this.adapter.httpAdapter.getInstance<FastifyInstance>().register(async (door) => this.passAll(door));
  }

  /** In a corner of its own, where bodies are not parsed: they are passed on as they come. */
  private async passAll(fastify: FastifyInstance): Promise<void> {
    fastify.removeAllContentTypeParsers();
    for (const [service, upstream] of Object.entries(this.config.upstreams)) {
      await this.pass(fastify, `/api/${service}`, upstream, '');
    }
    await this.pass(fastify, '/verify', this.config.CERTIFICATES_URL, '/verify');
    await this.pass(fastify, '/courier/callbacks', this.config.DISPATCH_URL, '/courier/callbacks');
  }

  private async pass(fastify: FastifyInstance, prefix: string, upstream: string, rewritePrefix: string): Promise<void> {
    await fastify.register(proxy, {
      upstream,
      prefix,
      rewritePrefix,
      // oxlint-disable-next-line typescript/no-misused-promises -- Fastify awaits its hooks; the proxy types only callbacks
      preHandler: async (request: FastifyRequest, reply: FastifyReply) => this.admit(request, reply),
      replyOptions: {
        rewriteRequestHeaders: (request, headers) => {
          // Whoever reaches a service through this door is who the session says: nothing the browser claims.
          const { cookie: _cookie, authorization: _authorization, ...passed } = headers;
          const bearer = bearers.get(request.raw ?? request);
          return bearer === undefined ? passed : { ...passed, authorization: `Bearer ${bearer}` };
        },
        onError: (reply, { error }) => {
          const passing = new DomainError('service.unreachable', 'unavailable', {
            zh: '该服务暂时无法访问,请稍后用同一个 Idempotency-Key 重试。',
            en: 'That service cannot be reached; try again with the same Idempotency-Key.',
          });
          refuse(reply as FastifyReply, error instanceof DomainError ? error : passing);
        },
      },
    });
  }

  private async admit(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply | undefined> {
    try {
      this.budget.spend(request.ip);
      const session = await this.sessions.find(cookieOf(request, sessionCookie));
      if (session !== undefined) bearers.set(request.raw, await this.sessions.bearer(session));
      return undefined;
    } catch (error) {
      if (error instanceof DomainError) return refuse(reply, error);
      throw error;
    }
  }
}

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

import type { IncomingMessage } from 'node:http';
import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Provider } from 'oidc-provider';
import { Log } from '#lib/service-kit';
import { IdentityConfig } from '../identity.config.js';
import { SignIn } from '../sign-in/sign-in.js';
import { interactionRoutes } from './interaction-routes.js';
import { faultPage, safeHeaders } from './pages.js';

/** Injection token of the OpenID provider. */
export const OIDC_PROVIDER = Symbol('oidc provider');

const prefix = '/oidc';

/** Serves the OpenID provider and its sign-in page under /oidc of the service's own port, beside the API's routes. */
@Injectable()
export class MountOidc implements OnModuleInit {
  constructor(
    private readonly host: HttpAdapterHost,
    @Inject(OIDC_PROVIDER) private readonly provider: Provider,
    private readonly config: IdentityConfig,
    private readonly signIn: SignIn,
    private readonly log: Log,
  ) {}

  async onModuleInit(): Promise<void> {
    const server = this.host.httpAdapter.getInstance<FastifyInstance>();
    await server.register(async (scope) => this.mount(scope), { prefix });
  }

  private async mount(scope: FastifyInstance): Promise<void> {
    const headers = safeHeaders(this.config.GATEWAY_REDIRECT_URIS.split(',').map((uri) => new URL(uri).origin));
    scope.addHook('onRequest', async (request, reply) => {
      standBehindIssuer(request.raw, new URL(this.config.ISSUER));
      for (const [name, value] of Object.entries(headers)) reply.raw.setHeader(name, value);
    });
    scope.setErrorHandler((error, _request, reply) => this.explain(error, reply));
    await scope.register(async (inner) => interactionRoutes(inner, this.provider, this.signIn));
    await scope.register(async (inner) => providerRoutes(inner, this.provider));
  }

  private async explain(error: unknown, reply: FastifyReply): Promise<void> {
    const status = statusOf(error);
    if (status >= 500) this.log.fault('sign-in', error);
    const code = error instanceof Error ? error.message : 'server_error';
    await reply
      .status(status)
      .type('text/html; charset=utf-8')
      .send(faultPage(status >= 500 ? 'server_error' : code));
  }
}

/** Everything but the interaction: oidc-provider reads the body itself, so nothing else may. */
async function providerRoutes(scope: FastifyInstance, provider: Provider): Promise<void> {
  const answer = provider.callback();
  scope.removeAllContentTypeParsers();
  scope.addContentTypeParser('*', (_request, _payload, done) => done(null));
  scope.all('/*', async (request: FastifyRequest, reply: FastifyReply) => {
    reply.hijack();
    await answer(mounted(request.raw), reply.raw);
  });
}

/** As express would hand it to a mounted application: the provider computes its own addresses from both. */
function mounted(request: IncomingMessage & { originalUrl?: string }): IncomingMessage {
  request.originalUrl = request.url ?? '';
  request.url = request.originalUrl.slice(prefix.length);
  return request;
}

/** Whatever name and protocol a request came by, the provider answers as its issuer: no Host header can bend a redirect. */
function standBehindIssuer(request: IncomingMessage, issuer: URL): void {
  request.headers['x-forwarded-proto'] = issuer.protocol.slice(0, -1);
  request.headers['x-forwarded-host'] = issuer.host;
  request.headers.host = issuer.host;
}

function statusOf(error: unknown): number {
  if (typeof error !== 'object' || error === null || !('statusCode' in error)) return 500;
  return typeof error.statusCode === 'number' ? error.statusCode : 500;
}

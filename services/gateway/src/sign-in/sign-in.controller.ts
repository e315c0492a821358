import { Controller, Get, Inject, Query, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { IsOptional, Matches } from 'class-validator';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Work } from '#lib/persistence';
import { Clock, DomainError, Log } from '#lib/service-kit';
import { GatewayConfig } from '../gateway.config.js';
import { cookieOf, sessionCookie, setCookie, signInCookie } from '../session/cookies.js';
import { SignIn } from '../session/session.entity.js';
import { Sessions } from '../session/sessions.js';
import { OpenIdClient } from './open-id-client.js';

const signInSeconds = 600;

/** Where to go after sign-in. */
class SignInQuery {
  /** A path of this site; anything else would send people to a stranger after they typed their password. */
  @IsOptional()
  @Matches(/^\/(?![/\\])[^\s]{0,299}$/, { message: 'returnTo must be a path of this site' })
  returnTo?: string;
}

/** The code flow, seen from the browser. */
@ApiTags('sign-in')
@Controller('sign-in')
export class SignInController {
  constructor(
    @Inject(GatewayConfig) private readonly config: GatewayConfig,
    private readonly client: OpenIdClient,
    private readonly sessions: Sessions,
    private readonly work: Work,
    private readonly clock: Clock,
    private readonly log: Log,
  ) {}

  @Get()
  async begin(@Query() query: SignInQuery, @Res() reply: FastifyReply): Promise<void> {
    const { location, state, verifier } = await this.client.begin();
    const row = { state, verifier, returnTo: query.returnTo ?? '/me', begunAt: this.clock.real() };
    await this.work.run(async (tx) => tx.insert(SignIn, row));
    setCookie(reply, signInCookie, state, signInSeconds);
    await reply.redirect(location, 302);
  }

  @Get('callback')
  async end(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const state = cookieOf(request, signInCookie);
    const begun = await this.take(state);
    const query = request.url.slice(request.url.indexOf('?'));
    const answer = await this.client.end(query, begun).catch((error: unknown) => {
      this.log.fault('sign-in refused', error);
      throw signInFailed();
    });
    setCookie(reply, signInCookie, '', 0);
    setCookie(reply, sessionCookie, await this.sessions.begin(answer), 8 * 60 * 60);
    await reply.redirect(`${this.config.PUBLIC_URL}${begun.returnTo}`, 302);
  }

  /** A sign-in comes back once. */
  private async take(state: string | undefined): Promise<SignIn> {
    return this.work.run(async (tx) => {
      const row = state === undefined ? undefined : await tx.findOne(SignIn, { where: { state } });
      if (row === undefined || (await tx.remove(SignIn, { state: row.state })) !== 1) throw signInFailed();
      if (this.clock.real().getTime() - row.begunAt.getTime() > signInSeconds * 1_000) throw signInFailed();
      return row;
    });
  }
}

const signInFailed = (): DomainError =>
  new DomainError('sign-in.failed', 'unauthenticated', {
    zh: '登录没有完成,请从头再登录一次。',
    en: 'The sign-in was not completed; start it again.',
  });

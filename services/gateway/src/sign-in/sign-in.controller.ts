import { Controller, Get, Inject, Query, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { IsOptional, Matches } from 'class-validator';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { LessThan } from 'typeorm';
import { Work } from '#lib/persistence';
import { Clock, Log } from '#lib/service-kit';
import { GatewayConfig } from '../gateway.config.js';
import { cookieOf, sessionCookie, setCookie, signInCookie } from '../session/cookies.js';
import { SignIn } from '../session/session.entity.js';
import { Sessions } from '../session/sessions.js';
import { OpenIdClient } from './open-id-client.js';
import { signInFailed } from './sign-in.errors.js';

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
    await this.work.run(async (tx) => {
      await tx.remove(SignIn, { begunAt: LessThan(this.endOfPatience()) });
      await tx.insert(SignIn, row);
    });
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
      if (row.begunAt < this.endOfPatience()) throw signInFailed();
      return row;
    });
  }

  /** Sign-ins begun before this come back no more. */
  private endOfPatience(): Date {
    return new Date(this.clock.real().getTime() - signInSeconds * 1_000);
  }
}

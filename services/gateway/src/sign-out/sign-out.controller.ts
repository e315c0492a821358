import { Controller, Get, HttpCode, Post, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { DomainError } from '#lib/service-kit';
import { cookieOf, sessionCookie, setCookie } from '../session/cookies.js';
import { Sessions } from '../session/sessions.js';

/** Who am I, and leaving. */
@ApiTags('sign-in')
@Controller()
export class SignOutController {
  constructor(private readonly sessions: Sessions) {}

  @Get('me')
  async me(@Req() request: FastifyRequest): Promise<{ personId: string; until: Date }> {
    const session = await this.sessions.find(cookieOf(request, sessionCookie));
    if (session === undefined) throw signInFirst();
    return { personId: session.personId, until: session.until };
  }

  @Post('sign-out')
  @HttpCode(204)
  async signOut(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<void> {
    const secret = cookieOf(request, sessionCookie);
    if (secret !== undefined) await this.sessions.end(secret);
    setCookie(reply, sessionCookie, '', 0);
  }
}

const signInFirst = (): DomainError =>
  new DomainError('session.none', 'unauthenticated', { zh: '请先登录。', en: 'Sign in first.' });

import { type CanActivate, type ExecutionContext, Inject, Injectable } from '@nestjs/common';
import { jwtVerify } from 'jose';
import { DomainError, isOpenRoute } from '#lib/service-kit';
import { ACCESS_OPTIONS, type AccessOptions } from '../access-options.js';
import { KeyCopy } from '../copies/key-copy.js';
import type { CallerRequest, Visitor } from './caller.js';
import { allowedAct } from './decorators.js';

const audience = 'yichuang';

/** Checks the access token itself with the keys heard from identity; a route without `@Allow` or `@OpenRoute` is closed. */
@Injectable()
export class TokenGuard implements CanActivate {
  constructor(
    private readonly keys: KeyCopy,
    @Inject(ACCESS_OPTIONS) private readonly options: AccessOptions,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    if (context.getType() !== 'http') return true;
    if (isOpenRoute(context.getHandler(), context.getClass())) {
      await this.recognise(context.switchToHttp().getRequest<CallerRequest>());
      return true;
    }
    const act = allowedAct(context.getHandler());
    if (act === undefined) throw new Error(`${context.getClass().name} has a route that declares no act`);
    const request = context.switchToHttp().getRequest<CallerRequest>();
    request.caller = { ...(await this.identify(request)), act };
    request.principal = request.caller.personId;
    return true;
  }

  /** An open route serves also whoever has no valid token. */
  private async recognise(request: CallerRequest): Promise<void> {
    if (request.headers.authorization === undefined) return;
    const visitor = await this.identify(request).catch(() => undefined);
    if (visitor !== undefined) request.visitor = visitor;
  }

  private async identify(request: CallerRequest): Promise<Visitor> {
    const token = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1];
    if (token === undefined) throw signInNeeded('token.missing');
    const keys = await this.keys.current();
    try {
      const { payload } = await jwtVerify(token, keys, {
        issuer: this.options.issuer,
        audience,
        algorithms: ['ES256'],
        clockTolerance: 5,
        requiredClaims: ['sub', 'exp', 'kind'],
      });
      const kind = payload['kind'];
      if (payload.sub === undefined || (kind !== 'staff' && kind !== 'citizen')) throw signInNeeded('token.invalid');
      const personIndex = typeof payload['person_index'] === 'string' ? payload['person_index'] : undefined;
      return { personId: payload.sub, kind, personIndex };
    } catch (error) {
      throw error instanceof DomainError ? error : signInNeeded(codeOf(error));
    }
  }
}

function codeOf(error: unknown): 'token.expired' | 'token.invalid' {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
  return code === 'ERR_JWT_EXPIRED' ? 'token.expired' : 'token.invalid';
}

const sentences = {
  'token.missing': { zh: '请先登录。', en: 'Sign in first.' },
  'token.expired': { zh: '登录已过期,请重新登录。', en: 'The sign-in has expired; sign in again.' },
  'token.invalid': { zh: '登录凭证无效,请重新登录。', en: 'The access token is not valid; sign in again.' },
} as const;

const signInNeeded = (code: keyof typeof sentences): DomainError =>
  new DomainError(code, 'unauthenticated', sentences[code]);

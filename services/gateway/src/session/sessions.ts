import { createHash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { decodeJwt } from 'jose';
import { Work } from '#lib/persistence';
import { Clock, DomainError, newSecret } from '#lib/service-kit';
import { GatewayConfig } from '../gateway.config.js';
import { OpenIdClient, type TokenAnswer } from '../sign-in/open-id-client.js';
import { Session } from './session.entity.js';
import { openTokens, sealTokens } from './token-seal.js';

const workingDayMilliseconds = 8 * 60 * 60 * 1_000;
/** A token that ends within this time is renewed first, so that it does not end on its way. */
const spareMilliseconds = 60_000;

/** The signed-in people: their tokens stay here. */
@Injectable()
export class Sessions {
  private readonly key: Buffer;
  private readonly renewing = new Map<string, Promise<string>>();

  constructor(
    @Inject(GatewayConfig) config: GatewayConfig,
    private readonly work: Work,
    private readonly clock: Clock,
    private readonly client: OpenIdClient,
  ) {
    this.key = Buffer.from(config.SESSION_KEY, 'hex');
  }

  /** Begins a session. @returns the cookie's value */
  async begin(answer: TokenAnswer): Promise<string> {
    const secret = newSecret();
    const digest = digestOf(secret);
    const personId = decodeJwt(answer.access).sub ?? '';
    await this.work.run(async (tx) =>
      tx.insert(Session, {
        digest,
        personId,
        tokens: sealTokens(this.key, { access: answer.access, refresh: answer.refresh }, digest),
        accessUntil: answer.until,
        until: new Date(this.clock.real().getTime() + workingDayMilliseconds),
        version: 1,
      }),
    );
    return secret;
  }

  /** The session of a cookie, or undefined when there is none or it has ended. */
  async find(secret: string | undefined): Promise<Session | undefined> {
    if (secret === undefined || secret === '') return undefined;
    const digest = digestOf(secret);
    const session = await this.work.run(async (tx) => tx.findOne(Session, { where: { digest } }));
    return session !== undefined && session.until > this.clock.real() ? session : undefined;
  }

  /** The bearer token of a session, renewed when it is about to end. @throws DomainError `session.ended` */
  async bearer(session: Session): Promise<string> {
    const left = session.accessUntil.getTime() - this.clock.real().getTime();
    if (left > spareMilliseconds) return openTokens(this.key, session.tokens, session.digest).access;
    const under = this.renewing.get(session.digest) ?? this.renew(session);
    this.renewing.set(session.digest, under);
    return under.finally(() => this.renewing.delete(session.digest));
  }

  /** Ends a session. */
  async end(secret: string): Promise<void> {
    await this.work.run(async (tx) => tx.remove(Session, { digest: digestOf(secret) }));
  }

  private async renew(session: Session): Promise<string> {
    const { refresh } = openTokens(this.key, session.tokens, session.digest);
    const answer = await this.client.renew(refresh).catch(() => undefined);
    if (answer === undefined) throw sessionEnded();
    const tokens = sealTokens(this.key, { access: answer.access, refresh: answer.refresh }, session.digest);
    await this.work.run(async (tx) =>
      tx.update(Session, { digest: session.digest, version: session.version }, { tokens, accessUntil: answer.until }),
    );
    return answer.access;
  }
}

const digestOf = (secret: string): string => createHash('sha256').update(secret).digest('hex');

const sessionEnded = (): DomainError =>
  new DomainError('session.ended', 'unauthenticated', {
    zh: '登录已结束,请重新登录。',
    en: 'The sign-in has ended; sign in again.',
  });

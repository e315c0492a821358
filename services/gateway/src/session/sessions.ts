import { createHash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { decodeJwt } from 'jose';
import { LessThan } from 'typeorm';
import { Work } from '#lib/persistence';
import { Clock, DomainError, Log, newSecret } from '#lib/service-kit';
import { GatewayConfig } from '../gateway.config.js';
import { OpenIdClient, type TokenAnswer } from '../sign-in/open-id-client.js';
import { sessionEnded } from '../sign-in/sign-in.errors.js';
import { Session } from './session.entity.js';
import { openTokens, sealTokens, type Tokens } from './token-seal.js';

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
    private readonly log: Log,
  ) {
    this.key = Buffer.from(config.SESSION_KEY, 'hex');
  }

  /** Begins a session. @returns the cookie's value */
  async begin(answer: TokenAnswer): Promise<string> {
    const secret = newSecret();
    const digest = digestOf(secret);
    const personId = decodeJwt(answer.access).sub ?? '';
    const now = this.clock.real();
    const until = new Date(now.getTime() + workingDayMilliseconds);
    const tokens = this.seal(answer, digest);
    await this.work.run(async (tx) => {
      await tx.remove(Session, { until: LessThan(now) });
      await tx.insert(Session, { digest, personId, tokens, accessUntil: answer.until, until, version: 1 });
    });
    return secret;
  }

  /** The session of a cookie, or undefined when there is none or it has ended. */
  async find(secret: string | undefined): Promise<Session | undefined> {
    if (secret === undefined || secret === '') return undefined;
    const digest = digestOf(secret);
    const session = await this.work.read(async (tx) => tx.findOne(Session, { where: { digest } }));
    return session !== undefined && session.until > this.clock.real() ? session : undefined;
  }

  /**
   * The bearer token of a session, renewed when it is about to end.
   *
   * @throws DomainError `session.ended`, or `sign-in.unreachable` when the token has ended and identity is away
   */
  async bearer(session: Session): Promise<string> {
    if (this.lasts(session, spareMilliseconds)) return this.open(session).access;
    return this.renewing.get(session.digest) ?? this.renewOnce(session.digest);
  }

  /** Ends a session, here and at identity. */
  async end(secret: string): Promise<void> {
    const digest = digestOf(secret);
    const session = await this.work.run(async (tx) => {
      const row = await tx.findOne(Session, { where: { digest } });
      await tx.remove(Session, { digest });
      return row;
    });
    if (session === undefined) return;
    // Whoever leaves has left, even while identity is away: nobody holds these tokens any more.
    await this.client.revoke(this.open(session).refresh).catch((error: unknown) => {
      this.log.fault('tokens of an ended session not revoked', error);
    });
  }

  /** Requests of this process that come at the same time wait for the same renewal. */
  private async renewOnce(digest: string): Promise<string> {
    const under = this.renew(digest).finally(() => this.renewing.delete(digest));
    this.renewing.set(digest, under);
    return under;
  }

  private async renew(digest: string): Promise<string> {
    // Kept over a second try of the transaction: a refresh token works once.
    let answer: TokenAnswer | undefined;
    const renewed = this.work.run(async (tx) => {
      // Locked: identity ends everything when a refresh token comes twice, so no other gateway may bring it now.
      const session = await tx.findOne(Session, { where: { digest }, lock: { mode: 'pessimistic_write' } });
      if (session === undefined) throw sessionEnded();
      const { access, refresh } = this.open(session);
      if (this.lasts(session, spareMilliseconds)) return access;
      answer ??= await this.renewedOr(session, refresh);
      if (answer === undefined) return access;
      await tx.update(Session, { digest }, { tokens: this.seal(answer, digest), accessUntil: answer.until });
      return answer.access;
    });
    return renewed.catch(async (error: unknown) => {
      if (isEnded(error)) await this.work.run(async (tx) => tx.remove(Session, { digest }));
      throw error;
    });
  }

  /** New tokens; undefined while identity is away and the token at hand is still good. */
  private async renewedOr(session: Session, refresh: string): Promise<TokenAnswer | undefined> {
    return this.client.renew(refresh).catch((error: unknown) => {
      if (isEnded(error) || !this.lasts(session, 0)) throw error;
      return undefined;
    });
  }

  private lasts(session: Session, milliseconds: number): boolean {
    return session.accessUntil.getTime() - this.clock.real().getTime() > milliseconds;
  }

  private seal({ access, refresh }: TokenAnswer, digest: string): string {
    return sealTokens(this.key, { access, refresh }, digest);
  }

  private open(session: Session): Tokens {
    return openTokens(this.key, session.tokens, session.digest);
  }
}

const digestOf = (secret: string): string => createHash('sha256').update(secret).digest('hex');

const isEnded = (error: unknown): boolean => error instanceof DomainError && error.code === 'session.ended';

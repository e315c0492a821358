import { Injectable } from '@nestjs/common';
import { createLocalJWKSet, type JSONWebKeySet, type JWTVerifyGetKey } from 'jose';
import { Work } from '#lib/persistence';
import { DomainError } from '#lib/service-kit';
import { IdentityFact } from './copies.entity.js';

const refreshMilliseconds = 5_000;

/** The public keys heard from identity, kept in memory for a few seconds. */
@Injectable()
export class KeyCopy {
  private keys: JWTVerifyGetKey | undefined;
  private readAt = 0;

  constructor(private readonly work: Work) {}

  /** Newer keys were heard. */
  forget(): void {
    this.keys = undefined;
  }

  /**
   * The keys to check tokens with.
   *
   * @throws DomainError `authority.keys-unknown` before identity was heard for the first time
   */
  async current(): Promise<JWTVerifyGetKey> {
    if (this.keys !== undefined && performance.now() - this.readAt < refreshMilliseconds) return this.keys;
    const fact = await this.work.read(async (tx) => tx.findOne(IdentityFact, { where: { kind: 'keys' } }));
    if (fact === undefined) throw keysUnknown();
    this.keys = createLocalJWKSet(JSON.parse(fact.content) as JSONWebKeySet);
    this.readAt = performance.now();
    return this.keys;
  }
}

const keysUnknown = (): DomainError =>
  new DomainError('authority.keys-unknown', 'unavailable', {
    zh: '系统正在启动,尚未收到登录密钥,请稍候重试。',
    en: 'The service has not heard the sign-in keys yet; try again in a moment.',
  });

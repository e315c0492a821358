import { Inject, Injectable } from '@nestjs/common';
import {
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  calculatePKCECodeChallenge,
  type Configuration,
  discovery,
  randomPKCECodeVerifier,
  randomState,
  refreshTokenGrant,
  ResponseBodyError,
  type TokenEndpointResponse,
  tokenRevocation,
} from 'openid-client';
import { Clock } from '#lib/service-kit';
import { GatewayConfig } from '../gateway.config.js';
import { sessionEnded, signInUnreachable } from './sign-in.errors.js';

/** The resource all services are together (RFC 8707). */
const resource = 'urn:yichuang';

/** Tokens as identity gave them. */
export interface TokenAnswer {
  access: string;
  refresh: string;
  /** Real time at which the access token ends. */
  until: Date;
}

/** A sign-in to be begun: where to send the browser, and what to remember. */
export interface BegunSignIn {
  location: string;
  state: string;
  verifier: string;
}

/** The gateway as an OpenID Connect client of identity: authorization code with PKCE (RFC 7636). */
@Injectable()
export class OpenIdClient {
  private configuration: Promise<Configuration> | undefined;

  constructor(
    @Inject(GatewayConfig) private readonly config: GatewayConfig,
    private readonly clock: Clock,
  ) {}

  /**
   * Prepares a sign-in. The password is asked for each time: at a counter the next person sits down in the same browser.
   *
   * @throws DomainError `sign-in.unreachable`
   */
  async begin(): Promise<BegunSignIn> {
    const verifier = randomPKCECodeVerifier();
    const state = randomState();
    const location = buildAuthorizationUrl(await this.discovered(), {
      redirect_uri: `${this.config.PUBLIC_URL}/sign-in/callback`,
      scope: 'openid',
      prompt: 'login',
      resource,
      state,
      code_challenge: await calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
    });
    return { location: location.href, state, verifier };
  }

  /** Exchanges the code the browser brought back. @throws when identity refuses it */
  async end(query: string, begun: { state: string; verifier: string }): Promise<TokenAnswer> {
    const callback = new URL(`${this.config.PUBLIC_URL}/sign-in/callback${query}`);
    const checks = { pkceCodeVerifier: begun.verifier, expectedState: begun.state };
    return this.answerOf(await authorizationCodeGrant(await this.discovered(), callback, checks, { resource }));
  }

  /** New tokens for a refresh token. @throws DomainError `session.ended` or `sign-in.unreachable` */
  async renew(refresh: string): Promise<TokenAnswer> {
    const configuration = await this.discovered();
    const answer = await refreshTokenGrant(configuration, refresh, { resource }).catch((error: unknown) => {
      throw error instanceof ResponseBodyError && error.status < 500 ? sessionEnded() : signInUnreachable();
    });
    return this.answerOf(answer);
  }

  /** Has identity forget what a refresh token stands for. @throws when it cannot be told */
  async revoke(refresh: string): Promise<void> {
    await tokenRevocation(await this.discovered(), refresh, { token_type_hint: 'refresh_token' });
  }

  /** Identity may start later than the gateway: what failed is asked again next time. */
  private async discovered(): Promise<Configuration> {
    const { ISSUER, GATEWAY_CLIENT_SECRET } = this.config;
    const options = ISSUER.startsWith('http:') ? { execute: [allowInsecureRequests] } : {};
    this.configuration ??= discovery(new URL(ISSUER), 'gateway', GATEWAY_CLIENT_SECRET, undefined, options);
    return this.configuration.catch(() => {
      this.configuration = undefined;
      throw signInUnreachable();
    });
  }

  private answerOf(answer: TokenEndpointResponse): TokenAnswer {
    const until = new Date(this.clock.real().getTime() + (answer.expires_in ?? 60) * 1_000);
    return { access: answer.access_token, refresh: answer.refresh_token ?? '', until };
  }
}

/**
 * The part of oidc-provider 9 that is used here; the package brings no types of its own.
 */
declare module 'oidc-provider' {
  import type { IncomingMessage, ServerResponse } from 'node:http';
  import type { JWK } from 'jose';

  export interface AdapterPayload {
    grantId?: string;
    uid?: string;
    userCode?: string;
    /** Seconds since 1970; set once the record was used. */
    consumed?: number;
    [field: string]: unknown;
  }

  export interface Adapter {
    upsert(id: string, payload: AdapterPayload, expiresIn?: number): Promise<void>;
    find(id: string): Promise<AdapterPayload | undefined>;
    findByUid(uid: string): Promise<AdapterPayload | undefined>;
    findByUserCode(userCode: string): Promise<AdapterPayload | undefined>;
    consume(id: string): Promise<void>;
    destroy(id: string): Promise<void>;
    revokeByGrantId(grantId: string): Promise<void>;
  }

  export interface Grant {
    addOIDCScope(scope: string): void;
    save(): Promise<string>;
  }

  export interface OidcContext {
    type: string;
    body: unknown;
    oidc: {
      client?: { clientId: string };
      session?: { accountId?: string; grantIdFor(clientId: string): string | undefined };
      entities: { RotatedRefreshToken?: { remainingTTL: number } };
      provider: Provider;
    };
  }

  export interface ResourceServer {
    scope: string;
    audience: string;
    accessTokenTTL: number;
    accessTokenFormat: 'jwt';
    jwt: { sign: { alg: string } };
  }

  export interface Account {
    accountId: string;
    claims(): Promise<{ sub: string } & Record<string, unknown>>;
  }

  export interface Configuration {
    adapter: (model: string) => Adapter;
    clients: Record<string, unknown>[];
    jwks: { keys: JWK[] };
    findAccount: (ctx: OidcContext, accountId: string) => Promise<Account | undefined>;
    loadExistingGrant: (ctx: OidcContext) => Promise<Grant | undefined>;
    extraTokenClaims: (ctx: OidcContext, token: { accountId?: string }) => Promise<Record<string, unknown> | undefined>;
    issueRefreshToken: () => Promise<boolean>;
    renderError: (ctx: OidcContext, out: { error: string; error_description?: string }) => Promise<void>;
    interactions: { url: (ctx: OidcContext, interaction: { uid: string }) => Promise<string> };
    features: Record<string, Record<string, unknown>>;
    ttl: Record<string, number | ((ctx: OidcContext) => number)>;
    cookies: { keys: string[]; long: Record<string, unknown>; short: Record<string, unknown> };
    clientDefaults: Record<string, string>;
    scopes: string[];
    claims: Record<string, string[]>;
    responseTypes: string[];
    pkce: { required: () => boolean };
    rotateRefreshToken: boolean;
  }

  /** Who was signed in in the browser when an interaction began. */
  export interface InteractionSession {
    uid: string;
    accountId?: string;
  }

  export interface InteractionDetails {
    uid: string;
    prompt: { name: string };
    session?: InteractionSession;
  }

  /** A browser's session at the provider. */
  export interface BrowserSession {
    accountId?: string;
    loginTs?: number;
    authorizations?: object;
    persist(): Promise<unknown>;
  }

  export class Provider {
    constructor(issuer: string, configuration: Configuration);
    readonly issuer: string;
    proxy: boolean;
    readonly Grant: {
      new (about: { accountId: string; clientId: string }): Grant;
      find(id: string): Promise<Grant | undefined>;
    };
    readonly Session: { findByUid(uid: string): Promise<BrowserSession | undefined> };
    callback(): (request: IncomingMessage, response: ServerResponse) => Promise<void>;
    interactionDetails(request: IncomingMessage, response: ServerResponse): Promise<InteractionDetails>;
    interactionResult(
      request: IncomingMessage,
      response: ServerResponse,
      result: { login: { accountId: string } },
      options: { mergeWithLastSubmission: boolean },
    ): Promise<string>;
    on(event: 'server_error', listener: (ctx: OidcContext, error: Error) => void): this;
  }

  export const errors: {
    InvalidGrant: new (detail: string) => Error;
    SessionNotFound: new (detail: string) => Error;
    InvalidTarget: new () => Error;
  };
}

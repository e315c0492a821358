import type { JWK } from 'jose';
import { type Configuration, errors, type Grant, type OidcContext, Provider, type ResourceServer } from 'oidc-provider';
import type { Work } from '#lib/persistence';
import type { Log } from '#lib/service-kit';
import type { IdentityConfig } from '../identity.config.js';
import type { Accounts } from './accounts.js';
import { OidcRecords } from './oidc-records.js';
import { faultPage, signedOutPage, signOutPage } from './pages.js';

/** What the provider is made of. */
export interface ProviderParts {
  config: IdentityConfig;
  /** Private keys, the one that signs first. */
  keys: JWK[];
  cookieKey: string;
  accounts: Accounts;
  work: Work;
  log: Log;
}

/** The one resource server: all services together. A resource indicator must be an absolute URI (RFC 8707). */
const resource = 'urn:yichuang';
const workingDay = 8 * 60 * 60;

/** An OpenID provider for one first-party client, the gateway: authorization code with PKCE, JWT access tokens. */
export function createProvider(parts: ProviderParts): Provider {
  const provider = new Provider(parts.config.ISSUER, {
    ...configurationOf(parts),
    adapter: (model) => new OidcRecords(model, parts.work),
    jwks: { keys: parts.keys },
    clients: [gatewayClient(parts.config)],
  });
  // Host and protocol are set from the issuer before each request (see the mount): that is the proxy to trust.
  provider.proxy = true;
  provider.on('server_error', (_ctx, error) => parts.log.fault('sign-in', error));
  return provider;
}

function configurationOf({
  config,
  accounts,
  cookieKey,
}: ProviderParts): Omit<Configuration, 'adapter' | 'jwks' | 'clients'> {
  const cookie = { httpOnly: true, sameSite: 'lax', signed: true, secure: config.ISSUER.startsWith('https:') };
  return {
    clientDefaults: { id_token_signed_response_alg: 'ES256' },
    scopes: ['openid'],
    claims: { openid: ['sub'] },
    responseTypes: ['code'],
    pkce: { required: () => true },
    findAccount: async (_ctx, accountId) => accounts.subject(accountId),
    extraTokenClaims: async (_ctx, token) => accounts.claims(token.accountId),
    loadExistingGrant: grantToOurOwn,
    issueRefreshToken: async () => true,
    rotateRefreshToken: true,
    renderError: async (ctx, { error }) => show(ctx, faultPage(error)),
    interactions: { url: async (_ctx, { uid }) => `/oidc/interaction/${uid}` },
    cookies: { keys: [cookieKey], long: { ...cookie, path: '/oidc' }, short: cookie },
    ttl: lifetimes,
    features,
  };
}

/** Seconds, of real time. A working day after the sign-in everything ends, however often tokens were refreshed. */
const lifetimes: Configuration['ttl'] = {
  AuthorizationCode: 60,
  IdToken: 10 * 60,
  Interaction: 10 * 60,
  Session: workingDay,
  Grant: workingDay,
  AccessToken: 10 * 60,
  RefreshToken: (ctx) => ctx.oidc.entities.RotatedRefreshToken?.remainingTTL ?? workingDay,
};

const features: Configuration['features'] = {
  devInteractions: { enabled: false },
  dPoP: { enabled: false },
  userinfo: { enabled: false },
  revocation: {
    enabled: true,
    allowedPolicy: async (_ctx: OidcContext, client: { clientId: string }, token: { clientId: string }) =>
      token.clientId === client.clientId,
  },
  rpInitiatedLogout: {
    enabled: true,
    logoutSource: async (ctx: OidcContext, form: string) => show(ctx, signOutPage(form)),
    postLogoutSuccessSource: async (ctx: OidcContext) => show(ctx, signedOutPage()),
  },
  resourceIndicators: {
    enabled: true,
    defaultResource: async () => resource,
    useGrantedResource: async () => true,
    getResourceServerInfo: resourceServer,
  },
};

async function resourceServer(_ctx: OidcContext, indicator: string): Promise<ResourceServer> {
  if (indicator !== resource) throw new errors.InvalidTarget();
  return {
    scope: '',
    audience: 'yichuang',
    accessTokenTTL: 10 * 60,
    accessTokenFormat: 'jwt',
    jwt: { sign: { alg: 'ES256' } },
  };
}

function gatewayClient(config: IdentityConfig): Record<string, unknown> {
  return {
    client_id: 'gateway',
    client_secret: config.GATEWAY_CLIENT_SECRET,
    client_name: '一窗',
    redirect_uris: config.GATEWAY_REDIRECT_URIS.split(','),
    post_logout_redirect_uris: config.GATEWAY_POST_LOGOUT_REDIRECT_URIS.split(','),
    grant_types: ['authorization_code', 'refresh_token'],
    response_types: ['code'],
    token_endpoint_auth_method: 'client_secret_basic',
    id_token_signed_response_alg: 'ES256',
  };
}

/** The gateway is the platform's own door: nobody is asked whether it may know who they are. */
async function grantToOurOwn(ctx: OidcContext): Promise<Grant | undefined> {
  const { client, session, provider } = ctx.oidc;
  if (client === undefined || session?.accountId === undefined) return undefined;
  const earlier = session.grantIdFor(client.clientId);
  const found = earlier === undefined ? undefined : await provider.Grant.find(earlier);
  if (found !== undefined) return found;
  const grant = new provider.Grant({ accountId: session.accountId, clientId: client.clientId });
  grant.addOIDCScope('openid');
  await grant.save();
  return grant;
}

function show(ctx: OidcContext, page: string): void {
  ctx.type = 'html';
  ctx.body = page;
}

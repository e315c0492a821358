import { createHash, randomBytes } from 'node:crypto';

/** The gateway's place in a sign-in. */
export interface SignInPlace {
  /** Issuer, e.g. http://127.0.0.1:4000/oidc */
  issuer: string;
  clientSecret: string;
  redirectUri: string;
}

/** What the token endpoint answers. */
export interface Tokens {
  access_token: string;
  refresh_token: string;
  id_token: string;
  expires_in: number;
}

/** Cookies of one browser, for one origin; paths are not looked at, as the provider's names do not meet. */
export class CookieJar {
  private readonly kept = new Map<string, string>();

  take(response: Response): Response {
    for (const cookie of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
      this.kept.set(name, value);
    }
    return response;
  }

  header(): string {
    return [...this.kept].map(([name, value]) => `${name}=${value}`).join('; ');
  }

  has(name: string): boolean {
    return (this.kept.get(name) ?? '') !== '';
  }
}

/** One browser: follows nothing by itself. */
export class Browser {
  readonly jar = new CookieJar();

  async get(url: string | URL): Promise<Response> {
    const headers = { cookie: this.jar.header() };
    return this.jar.take(await fetch(url, { headers, redirect: 'manual' }));
  }

  async post(url: string | URL, form: Record<string, string>): Promise<Response> {
    const headers = { cookie: this.jar.header() };
    return this.jar.take(
      await fetch(url, { method: 'POST', body: new URLSearchParams(form), headers, redirect: 'manual' }),
    );
  }
}

/** Where a redirect leads. */
export function locationOf(response: Response, base: string): URL {
  const location = response.headers.get('location');
  if (location === null) throw new Error(`${response.status} is no redirect`);
  return new URL(location, base);
}

/** A PKCE pair (RFC 7636). */
export function newVerifier(): { verifier: string; challenge: string } {
  const verifier = randomBytes(32).toString('base64url');
  return { verifier, challenge: createHash('sha256').update(verifier).digest('base64url') };
}

/** Step 1: opens a sign-in. @returns where its page is */
export async function openSignIn(browser: Browser, at: SignInPlace, challenge: string): Promise<URL> {
  const ask = new URL(`${at.issuer}/auth`);
  ask.search = new URLSearchParams({
    client_id: 'gateway',
    response_type: 'code',
    redirect_uri: at.redirectUri,
    scope: 'openid',
    state: 'state-1',
    code_challenge: challenge,
    code_challenge_method: 'S256',
  }).toString();
  return locationOf(await browser.get(ask), at.issuer);
}

/** Step 4: brings the code to the token endpoint. */
export async function askTokens(at: SignInPlace, form: Record<string, string>): Promise<Response> {
  const authorization = `Basic ${Buffer.from(`gateway:${at.clientSecret}`).toString('base64')}`;
  return fetch(`${at.issuer}/token`, { method: 'POST', body: new URLSearchParams(form), headers: { authorization } });
}

/** The tokens in an answer of the token endpoint. */
export async function tokensIn(answer: Response): Promise<Tokens> {
  const tokens: Tokens = JSON.parse(await answer.text());
  return tokens;
}

/** The whole sign-in up to the code, in a browser. @throws naming the status when login or password is refused */
export async function signInForCode(
  browser: Browser,
  at: SignInPlace,
  person: { login: string; password: string },
): Promise<{ code: string; verifier: string }> {
  const { verifier, challenge } = newVerifier();
  const page = await openSignIn(browser, at, challenge);
  const answered = await browser.post(page, person);
  if (answered.status !== 303) throw new Error(`sign-in refused: ${answered.status}`);
  const back = locationOf(await browser.get(locationOf(answered, at.issuer)), at.issuer);
  return { code: back.searchParams.get('code') ?? '', verifier };
}

/** Signs somebody in as the gateway would. @returns their tokens */
export async function signIn(at: SignInPlace, login: string, password: string): Promise<Tokens> {
  const { code, verifier } = await signInForCode(new Browser(), at, { login, password });
  const form = { grant_type: 'authorization_code', code, code_verifier: verifier, redirect_uri: at.redirectUri };
  const answer = await askTokens(at, form);
  if (answer.status !== 200) throw new Error(`no tokens: ${answer.status} ${await answer.text()}`);
  return tokensIn(answer);
}

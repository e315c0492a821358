import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createLocalJWKSet, decodeJwt, jwtVerify } from 'jose';
import {
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  calculatePKCECodeChallenge,
  discovery,
  randomPKCECodeVerifier,
} from 'openid-client';
import { Account, SignInRow } from '../src/account/account.entity.js';
import { Browser, locationOf, newVerifier, openSignIn, signIn, signInForCode } from './sign-in.js';
import { IdentityStand, password } from './stand.js';

let stand: IdentityStand;
beforeAll(async () => {
  stand = await IdentityStand.start();
});
afterAll(async () => stand.close());

const account = async (accountId: string): Promise<Account | undefined> =>
  stand.work.run(async (tx) => tx.findOne(Account, { where: { accountId } }));

describe('signing in', () => {
  it('gives a staff member a token that verifies with the published keys, and says nothing of the person', async () => {
    const { access_token: token, expires_in: seconds } = await signIn(stand.place, 'clerk', password);
    const { payload } = await jwtVerify(token, createLocalJWKSet(await stand.publishedKeys()), {
      issuer: stand.config.ISSUER,
      audience: 'yichuang',
      algorithms: ['ES256'],
    });
    expect(payload.sub).toBe('staff-clerk');
    expect(payload['kind']).toBe('staff');
    expect(Object.keys(payload).sort()).toEqual(['aud', 'client_id', 'exp', 'iat', 'iss', 'jti', 'kind', 'sub']);
    expect(seconds).toBe(600);
    expect((payload.exp ?? 0) - (payload.iat ?? 0)).toBe(600);
  });

  it('gives a citizen a token with their blind index', async () => {
    const { access_token: token } = await signIn(stand.place, 'wang', password);
    expect(decodeJwt(token)).toMatchObject({ sub: 'citizen-1', kind: 'citizen', person_index: 'f'.repeat(32) });
  });

  it('takes the login in any case', async () => {
    expect(decodeJwt((await signIn(stand.place, ' Clerk ', password)).access_token).sub).toBe('staff-clerk');
  });

  it('works with a standard client, by discovery', async () => {
    const { issuer, clientSecret, redirectUri } = stand.place;
    const options = { execute: [allowInsecureRequests] };
    const client = await discovery(new URL(issuer), 'gateway', clientSecret, undefined, options);
    const verifier = randomPKCECodeVerifier();
    const start = buildAuthorizationUrl(client, {
      redirect_uri: redirectUri,
      scope: 'openid',
      resource: 'urn:yichuang',
      state: 's',
      code_challenge: await calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
    });
    const browser = new Browser();
    const page = locationOf(await browser.get(start), issuer);
    const answered = await browser.post(page, { login: 'clerk', password });
    const back = locationOf(await browser.get(locationOf(answered, issuer)), issuer);
    const checks = { pkceCodeVerifier: verifier, expectedState: 's' };
    const tokens = await authorizationCodeGrant(client, back, checks, { resource: 'urn:yichuang' });
    expect(tokens.claims()?.sub).toBe('staff-clerk');
    expect(tokens.refresh_token).toBeDefined();
  });

  it('asks nothing a second time in the same browser', async () => {
    const browser = new Browser();
    await signInForCode(browser, stand.place, { login: 'clerk', password });
    const straight = await openSignIn(browser, stand.place, newVerifier().challenge);
    expect(straight.searchParams.get('code')).toBeTruthy();
  });
});

describe('the sign-in page', () => {
  it('is Chinese first, loads nothing, cannot be framed, and is kept nowhere', async () => {
    const browser = new Browser();
    const page = await browser.get(await openSignIn(browser, stand.place, newVerifier().challenge));
    expect(page.status).toBe(200);
    expect(await page.text()).toContain('用户名');
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(page.headers.get('content-security-policy')).toContain("form-action 'self' http://127.0.0.1:1;");
    expect(page.headers.get('x-frame-options')).toBe('DENY');
    expect(page.headers.get('cache-control')).toBe('no-store');
  });

  it('answers only the browser that began it', async () => {
    const page = await openSignIn(new Browser(), stand.place, newVerifier().challenge);
    const stranger = await new Browser().post(page, { login: 'clerk', password });
    expect(stranger.status).toBe(400);
    expect(await stranger.text()).toContain('登录请求无效或已超时');

    const other = new Browser();
    await openSignIn(other, stand.place, newVerifier().challenge);
    expect((await other.post(page, { login: 'clerk', password })).status).toBe(400);
  });

  it('leads nobody to an address that is not the gateway’s, whatever the Host header says', async () => {
    const ask = new URL(`${stand.place.issuer}/auth`);
    ask.search = 'client_id=gateway&response_type=code&scope=openid&redirect_uri=https://evil.example/';
    const answer = await fetch(ask, { redirect: 'manual' });
    expect(answer.status).toBe(400);
    expect(answer.headers.get('location')).toBeNull();
    expect(await answer.text()).toContain('invalid_redirect_uri');

    const headers = { 'x-forwarded-host': 'evil.example', 'x-forwarded-proto': 'https' };
    const discovered = await fetch(`${stand.place.issuer}/.well-known/openid-configuration`, { headers });
    expect(await discovered.text()).not.toContain('evil.example');
  });
});

describe('a sign-in that is refused', () => {
  it('says the same for a wrong password and an unknown login', async () => {
    const texts = await Promise.all(
      ['reviewer', 'nobody'].map(async (login) => {
        const browser = new Browser();
        const page = await openSignIn(browser, stand.place, newVerifier().challenge);
        const answer = await browser.post(page, { login, password: 'not-the-password' });
        expect(answer.status).toBe(401);
        expect(browser.jar.has('_session')).toBe(false);
        return (await answer.text()).replace(login, '').replaceAll(/interaction\/[\w-]+/g, '');
      }),
    );
    expect(texts[0]).toContain('用户名或密码不正确');
    expect(texts[0]).toBe(texts[1]);
  });

  it('can be tried again on the same page', async () => {
    const browser = new Browser();
    const page = await openSignIn(browser, stand.place, newVerifier().challenge);
    await browser.post(page, { login: 'chief', password: 'wrong-password' });
    const answer = await browser.post(page, { login: 'chief', password });
    expect(answer.status).toBe(303);
    expect((await account('staff-chief'))?.failedAttempts).toBe(0);
  });

  it('locks the account after five, even for the right password, and opens it when the time has passed', async () => {
    const login = 'auditor';
    const attempt = async (typed: string): Promise<number> => {
      const browser = new Browser();
      const page = await openSignIn(browser, stand.place, newVerifier().challenge);
      return (await browser.post(page, { login, password: typed })).status;
    };
    const guesses = await Promise.all(Array.from({ length: 8 }, async () => attempt('a-guess')));
    expect(guesses.filter((status) => status === 401)).toHaveLength(5);
    expect(guesses.filter((status) => status === 429)).toHaveLength(3);
    expect(await attempt(password)).toBe(429);

    const locked = await account('staff-auditor');
    const minutes = ((locked?.lockedUntil?.getTime() ?? 0) - Date.now()) / 60_000;
    expect(minutes).toBeGreaterThan(13);
    expect(minutes).toBeLessThanOrEqual(15);
    const past = new Date(Date.now() - 1_000);
    await stand.work.run(async (tx) => tx.query('UPDATE account SET locked_until = ? WHERE login = ?', [past, login]));
    expect(await attempt('a-guess')).toBe(401);
    expect(await attempt(password)).toBe(303);
    const outcomes = await stand.work.run(async (tx) =>
      tx.find(SignInRow, { where: { accountId: 'staff-auditor' }, take: 50 }),
    );
    expect(outcomes.map((row) => row.outcome).sort()).toEqual([
      ...Array.from({ length: 4 }, () => 'locked'),
      'signed-in',
      ...Array.from({ length: 6 }, () => 'wrong'),
    ]);
  });
});

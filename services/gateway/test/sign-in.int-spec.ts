import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { Work } from '#lib/persistence';
import { Browser, locationOf } from '../../identity/test/sign-in.js';
import { password } from '../../identity/test/stand.js';
import { sessionCookie, signInCookie } from '../src/session/cookies.js';
import { SignIn } from '../src/session/session.entity.js';
import { GatewayStand, read } from './stand.js';

let stand: GatewayStand;
beforeAll(async () => {
  stand = await GatewayStand.start();
});
afterAll(async () => stand.close());
afterEach(async () => stand.forget());

describe('signing in through the gateway', () => {
  it('ends at the page asked for, with a cookie that no script reads and no other host gets', async () => {
    const browser = new Browser();
    const callback = await stand.openCallback(browser, 'clerk', '/me?tab=1');
    const answer = await browser.get(callback);
    expect(answer.status).toBe(302);
    expect(answer.headers.get('location')).toBe(stand.url('/me?tab=1'));
    const cookie = answer.headers.getSetCookie().find((line) => line.startsWith(`${sessionCookie}=`)) ?? '';
    for (const attribute of ['; Path=/', '; Secure', '; HttpOnly', '; SameSite=Lax'])
      expect(cookie).toContain(attribute);
    expect(cookie).not.toContain('Domain');
    expect(browser.jar.has(signInCookie)).toBe(false);
  });

  it('tells who one is, and after signing out no more', async () => {
    const browser = await stand.signIn('clerk');
    expect(await read(await browser.get(stand.url('/me')))).toMatchObject({
      status: 200,
      body: { personId: 'staff-clerk' },
    });
    const kept = browser.jar.header();
    const left = await browser.post(stand.url('/sign-out'), {});
    expect(left.status).toBe(204);
    expect(browser.jar.has(sessionCookie)).toBe(false);
    const later = await fetch(stand.url('/me'), { headers: { cookie: kept } });
    expect(await read(later)).toMatchObject({ status: 401, body: { code: 'session.none' } });
    expect(await stand.sessions()).toEqual([]);
  });

  it('leaves no token behind at identity after signing out', async () => {
    const refreshTokens = async (): Promise<unknown[]> =>
      stand.identity.work.run(async (tx) => tx.query("SELECT model FROM oidc_record WHERE model = 'RefreshToken'"));
    await stand.identity.work.run(async (tx) => tx.query("DELETE FROM oidc_record WHERE model = 'RefreshToken'"));
    const browser = await stand.signIn('clerk');
    expect(await refreshTokens()).toHaveLength(1);
    await browser.post(stand.url('/sign-out'), {});
    expect(await refreshTokens()).toEqual([]);
  });

  it('asks the next person in the same browser for a password', async () => {
    const browser = await stand.signIn('clerk');
    await browser.post(stand.url('/sign-out'), {});
    const page = await browser.get(await stand.openSignIn(browser));
    expect(page.status).toBe(200);
    expect(await page.text()).toContain('用户名');
  });

  it('lets the next person sign in in the same browser', async () => {
    const browser = await stand.signIn('clerk');
    await browser.post(stand.url('/sign-out'), {});
    const callback = await stand.openCallback(browser, 'chief');
    expect((await browser.get(callback)).status).toBe(302);
    expect(await read(await browser.get(stand.url('/me')))).toMatchObject({ body: { personId: 'staff-chief' } });
  });

  it('keeps neither the cookie nor the tokens in the clear', async () => {
    const browser = await stand.signIn('clerk');
    const [session] = await stand.sessions();
    const secret = /__Host-yichuang=([^;]+)/.exec(browser.jar.header())?.[1] ?? 'no cookie';
    expect(JSON.stringify(session)).not.toContain(secret);
    expect(Buffer.from(session?.tokens ?? '', 'base64url').toString('latin1')).not.toContain('eyJ');
  });

  it('says nothing of whoever has no session, or one that was made up', async () => {
    expect((await fetch(stand.url('/me'))).status).toBe(401);
    const headers = { cookie: `${sessionCookie}=${'A'.repeat(43)}` };
    expect((await fetch(stand.url('/me'), { headers })).status).toBe(401);
  });

  it('lasts a working day and no longer', async () => {
    const browser = await stand.signIn('clerk');
    await stand.change('staff-clerk', { until: new Date(Date.now() - 1_000) });
    expect(await read(await browser.get(stand.url('/me')))).toMatchObject({ status: 401 });
    const passed = await read(await browser.get(stand.url('/api/catalogue/items')));
    expect(passed.body['headers']).not.toHaveProperty('authorization');
    await stand.signIn('chief');
    expect((await stand.sessions()).map(({ personId }) => personId)).toEqual(['staff-chief']);
  });
});

describe('a sign-in that comes back wrong', () => {
  const refused = { status: 401, body: { code: 'sign-in.failed' } };

  it('is refused in a browser that did not begin it', async () => {
    const callback = await stand.openCallback(new Browser(), 'clerk');
    expect(await read(await fetch(callback, { redirect: 'manual' }))).toMatchObject(refused);
    expect(await stand.sessions()).toEqual([]);
  });

  it('is refused in a browser that began another', async () => {
    const victim = new Browser();
    await stand.openSignIn(victim);
    const attackers = await stand.openCallback(new Browser(), 'clerk');
    const answer = await victim.get(attackers);
    expect(answer.headers.getSetCookie().some((line) => line.startsWith(`${sessionCookie}=`))).toBe(false);
    expect(await read(answer)).toMatchObject(refused);
    expect(await stand.sessions()).toEqual([]);
  });

  it('is refused the second time', async () => {
    const browser = new Browser();
    const callback = await stand.openCallback(browser, 'clerk');
    const cookie = browser.jar.header();
    expect((await browser.get(callback)).status).toBe(302);
    expect(await read(await fetch(callback, { headers: { cookie }, redirect: 'manual' }))).toMatchObject(refused);
  });

  it('is refused with a code that identity did not give, and tells nothing of why', async () => {
    const browser = new Browser();
    const callback = await stand.openCallback(browser, 'clerk');
    callback.searchParams.set('code', 'made-up');
    const answer = await read(await browser.get(callback));
    expect(answer).toMatchObject(refused);
    expect(JSON.stringify(answer.body)).not.toContain('invalid_grant');
  });

  it('is refused when it took too long, and is forgotten', async () => {
    const browser = new Browser();
    const callback = await stand.openCallback(browser, 'clerk');
    const work = stand.served.app.get(Work);
    await work.run(async (tx) => tx.query('UPDATE sign_in SET begun_at = begun_at - INTERVAL 11 MINUTE'));
    expect(await read(await browser.get(callback))).toMatchObject(refused);
    await browser.get(stand.url('/sign-in'));
    expect(await work.run(async (tx) => tx.find(SignIn, { take: 50 }))).toHaveLength(1);
  });

  it('is not begun with a wrong password', async () => {
    const browser = new Browser();
    const page = await stand.openSignIn(browser);
    expect((await browser.post(page, { login: 'clerk', password: `${password}x` })).status).toBe(401);
  });
});

describe('where a sign-in leads', () => {
  it.each([
    'https://evil.example/',
    '//evil.example/',
    '/\\evil.example/',
    '/\t/evil.example',
    'javascript:alert(1)',
    'me',
    '',
    '/me\r\nset-cookie: a=b',
    `/${'x'.repeat(300)}`,
  ])('is never %j', async (returnTo) => {
    const answer = await fetch(stand.url(`/sign-in?returnTo=${encodeURIComponent(returnTo)}`), { redirect: 'manual' });
    expect(await read(answer)).toMatchObject({ status: 400, body: { errors: [{ field: 'returnTo' }] } });
    expect(answer.headers.get('location')).toBeNull();
  });

  it('is one place', async () => {
    const answer = await fetch(stand.url('/sign-in?returnTo=/me&returnTo=//evil.example'), { redirect: 'manual' });
    expect(answer.status).toBe(400);
  });

  it('is the sign-in page of the issuer, with a challenge', async () => {
    const begun = await new Browser().get(stand.url('/sign-in'));
    const at = locationOf(begun, stand.url('/'));
    expect(at.href.startsWith(`${stand.config.ISSUER}/auth?`)).toBe(true);
    expect(Object.fromEntries(at.searchParams)).toMatchObject({
      code_challenge_method: 'S256',
      redirect_uri: stand.url('/sign-in/callback'),
    });
  });
});

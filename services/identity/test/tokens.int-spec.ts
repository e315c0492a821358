import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { decodeJwt, decodeProtectedHeader, SignJWT } from 'jose';
import { OidcRecord } from '../src/oidc/oidc-record.entity.js';
import { KeyCipher } from '../src/signing-keys/key-cipher.js';
import { SigningKeys } from '../src/signing-keys/signing-keys.entity.js';
import { openSigningKeys } from '../src/signing-keys/signing-keys.repository.js';
import { askTokens, Browser, locationOf, newVerifier, signIn, signInForCode, tokensIn } from './sign-in.js';
import { IdentityStand, password } from './stand.js';

let stand: IdentityStand;
beforeAll(async () => {
  stand = await IdentityStand.start();
});
afterAll(async () => stand.close());

describe('codes and tokens', () => {
  it('need the verifier, the secret, and are good once', async () => {
    const { place } = stand;
    const { code, verifier } = await signInForCode(new Browser(), place, { login: 'clerk', password });
    const form = { grant_type: 'authorization_code', code, redirect_uri: place.redirectUri };
    expect((await askTokens({ ...place, clientSecret: 'x'.repeat(32) }, form)).status).toBe(401);
    expect((await askTokens(place, { ...form, code_verifier: newVerifier().verifier })).status).toBe(400);

    const fresh = await signInForCode(new Browser(), place, { login: 'clerk', password });
    const right = { ...form, code: fresh.code, code_verifier: fresh.verifier };
    expect(verifier).not.toBe(fresh.verifier);
    const statuses = await Promise.all([askTokens(place, right), askTokens(place, right), askTokens(place, right)]);
    expect(statuses.map((answer) => answer.status).sort((one, other) => one - other)).toEqual([200, 400, 400]);
  });

  it('are refreshed by rotation: the used one ends the whole family', async () => {
    const { place } = stand;
    const first = await signIn(place, 'clerk', password);
    const form = { grant_type: 'refresh_token', refresh_token: first.refresh_token };
    const second = await tokensIn(await askTokens(place, form));
    expect(decodeJwt(second.access_token).sub).toBe('staff-clerk');
    expect(second.refresh_token).not.toBe(first.refresh_token);
    expect((await askTokens(place, form)).status).toBe(400);
    expect((await askTokens(place, { ...form, refresh_token: second.refresh_token })).status).toBe(400);
  });

  it('rest in the table only as hashes', async () => {
    const { refresh_token: refresh } = await signIn(stand.place, 'clerk', password);
    const rows = await stand.work.run(async (tx) => tx.find(OidcRecord, { take: 1_000 }));
    expect(rows.some((row) => row.model === 'RefreshToken')).toBe(true);
    expect(JSON.stringify(rows)).not.toContain(refresh);
  });

  it('end with a sign-out, which leads back to the gateway', async () => {
    const { place } = stand;
    const browser = new Browser();
    const { code, verifier } = await signInForCode(browser, place, { login: 'clerk', password });
    const form = { grant_type: 'authorization_code', code, code_verifier: verifier, redirect_uri: place.redirectUri };
    const tokens = await tokensIn(await askTokens(place, form));
    const end = new URL(`${place.issuer}/session/end`);
    end.searchParams.set('id_token_hint', tokens.id_token);
    end.searchParams.set('post_logout_redirect_uri', stand.config.GATEWAY_POST_LOGOUT_REDIRECT_URIS);
    const page = await (await browser.get(end)).text();
    expect(page).toContain('退出');
    const xsrf = /name="xsrf" value="([^"]+)"/.exec(page)?.[1] ?? '';
    const done = await browser.post(`${place.issuer}/session/end/confirm`, { xsrf, logout: 'yes' });
    expect(locationOf(done, place.issuer).href).toBe('http://127.0.0.1:1/');
    const refresh = { grant_type: 'refresh_token', refresh_token: tokens.refresh_token };
    expect((await askTokens(place, refresh)).status).toBe(400);
  });
});

describe('the signing keys', () => {
  it('are published without their private parts, and rest sealed', async () => {
    const { keys } = await stand.publishedKeys();
    expect(keys).toHaveLength(1);
    expect(keys[0]).not.toHaveProperty('d');
    expect(keys[0]).toMatchObject({ kty: 'EC', crv: 'P-256', alg: 'ES256', use: 'sig' });
    const row = await stand.work.run(async (tx) => tx.findOne(SigningKeys, { where: { keysId: 'keys' } }));
    const [mine] = await openSigningKeys(stand.work, new KeyCipher(stand.config.KEY_ENCRYPTION_KEY));
    expect(mine?.d).toBeTruthy();
    expect(JSON.stringify(row)).not.toContain(mine?.d);
    await expect(openSigningKeys(stand.work, new KeyCipher('cd'.repeat(32)))).rejects.toThrow('KEY_ENCRYPTION_KEY');
  });

  it('check every token: an expired one, a stranger’s and none are told apart', async () => {
    const token = await stand.token('admin');
    const [mine] = await openSigningKeys(stand.work, new KeyCipher(stand.config.KEY_ENCRYPTION_KEY));
    const { kid = '' } = decodeProtectedHeader(token);
    const expired = await new SignJWT({ kind: 'staff' })
      .setProtectedHeader({ alg: 'ES256', kid })
      .setSubject('staff-admin')
      .setIssuer(stand.config.ISSUER)
      .setAudience('yichuang')
      .setExpirationTime(Math.floor(Date.now() / 1000) - 60)
      .sign(mine ?? {});
    const get = { method: 'GET' };
    expect(await stand.ask(token, '/staff', get)).toMatchObject({ status: 200 });
    expect(await stand.ask(expired, '/staff', get)).toMatchObject({ status: 401, body: { code: 'token.expired' } });
    const broken = `${token.slice(0, -4)}AAAA`;
    expect(await stand.ask(broken, '/staff', get)).toMatchObject({ status: 401, body: { code: 'token.invalid' } });
    expect((await fetch(stand.url('/staff'))).status).toBe(401);
  });
});

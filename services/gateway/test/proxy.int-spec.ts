import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { decodeJwt } from 'jose';
import { DataSource } from 'typeorm';
import { sessionCookie } from '../src/session/cookies.js';
import { GatewayStand, read } from './stand.js';

let stand: GatewayStand;
beforeAll(async () => {
  stand = await GatewayStand.start();
});
afterAll(async () => stand.close());
afterEach(async () => stand.forget());

describe('a request passed on', () => {
  it('carries the caller’s token and not their cookie', async () => {
    const browser = await stand.signIn('clerk');
    const answer = await stand.ask(browser, stand.url('/api/catalogue/items?query=a%20b&limit=5'));
    expect(answer.status).toBe(200);
    const [seen] = stand.echo.seen;
    expect(seen?.url).toBe('/items?query=a%20b&limit=5');
    expect(seen?.headers).not.toHaveProperty('cookie');
    const [scheme, token = ''] = (seen?.headers.authorization ?? '').split(' ');
    expect(scheme).toBe('Bearer');
    expect(decodeJwt(token)).toMatchObject({ sub: 'staff-clerk', aud: 'yichuang' });
  });

  it('carries no token of the caller’s own choice', async () => {
    const headers = { authorization: 'Bearer forged', cookie: 'a=b' };
    await fetch(stand.url('/api/catalogue/items'), { headers });
    expect(stand.echo.seen[0]?.headers).not.toHaveProperty('authorization');
    expect(stand.echo.seen[0]?.headers).not.toHaveProperty('cookie');
  });

  it('tells the services the address it saw, not the one the caller claims', async () => {
    const proud = await stand.another({ TRUSTED_PROXIES: '10.255.255.1' });
    await fetch(`${proud}/api/catalogue/items`, { headers: { 'x-forwarded-for': '203.0.113.9' } });
    expect(stand.echo.seen.at(-1)?.headers).toMatchObject({ 'x-forwarded-for': '127.0.0.1' });
  });

  it('carries the headers that acts need, and the body as it came', async () => {
    const key = randomUUID();
    const body = '{ "a":  1 }';
    await fetch(stand.url('/api/catalogue/items'), {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'idempotency-key': key,
        'if-match': '"3"',
        'accept-language': 'en',
      },
      body,
    });
    expect(stand.echo.seen[0]).toMatchObject({
      method: 'POST',
      size: body.length,
      sha256: createHash('sha256').update(body).digest('hex'),
      headers: { 'idempotency-key': key, 'if-match': '"3"', 'accept-language': 'en' },
    });
  });

  it('may be an upload of several megabytes, of known length or streamed', async () => {
    const file = randomBytes(8 * 1024 * 1024);
    const sha256 = createHash('sha256').update(file).digest('hex');
    const headers = { 'content-type': 'application/pdf', 'content-digest': 'sha-256=:x:' };
    const whole = await fetch(stand.url('/api/catalogue/files'), { method: 'POST', headers, body: file });
    expect(await read(whole)).toMatchObject({ status: 200, body: { size: file.length, sha256 } });
    const pieces = new Blob([file]).stream();
    const init = { method: 'POST', headers, body: pieces, duplex: 'half' } as const;
    const streamed = await fetch(stand.url('/api/catalogue/files'), init);
    expect(await read(streamed)).toMatchObject({ status: 200, body: { size: file.length, sha256 } });
  });

  it('is answered as the service answers, but sets no cookie at this door', async () => {
    const answer = await fetch(stand.url('/api/catalogue/items'), { headers: { 'x-answer-status': '409' } });
    expect(answer.status).toBe(409);
    expect(answer.headers.getSetCookie()).toEqual([]);
  });

  it('stays below the service it names', async () => {
    for (const path of ['/api/catalogue/..%2f..%2fadmin', '/api/catalogue/%2e%2e/%2e%2e/me', '/api/nobody/items']) {
      const answer = await fetch(stand.url(path));
      expect(answer.status).toBeGreaterThanOrEqual(400);
      expect(answer.headers.get('content-type')).toContain('application/problem+json');
    }
    expect(stand.echo.seen).toEqual([]);
  });

  it('reaches a real service as the person that signed in', async () => {
    const auditor = await stand.ask(await stand.signIn('admin'), stand.url('/api/identity/staff'));
    expect(await read(auditor)).toMatchObject({ status: 200, body: { items: expect.any(Array) } });
    const nobody = await fetch(stand.url('/api/identity/staff'));
    expect(await read(nobody)).toMatchObject({ status: 401 });
  });
});

describe('what is for the supervisor of processes', () => {
  it.each(['metrics', 'health/live', 'health/ready', '%6detrics', '/metrics', 'items/..%2fmetrics'])(
    'is not asked of a service: %s',
    async (path) => {
      const answer = await fetch(stand.url(`/api/catalogue/${path}`));
      expect(await read(answer)).toMatchObject({ status: 404, body: { code: 'route.not-found' } });
      expect(stand.echo.seen).toEqual([]);
    },
  );

  it('is told by the door itself on its own port, but not to somebody passed on', async () => {
    const own = await fetch(stand.url('/metrics'));
    expect(own.status).toBe(200);
    expect(await own.text()).toContain('yichuang_http_request_duration_seconds_bucket');
    const passedOn = await fetch(stand.url('/metrics'), { headers: { 'x-forwarded-for': '10.0.0.1' } });
    expect(passedOn.status).toBe(404);
  });

  it('is closed at a service to whatever comes through the door', async () => {
    await fetch(stand.url('/api/catalogue/items'), { headers: { 'x-forwarded-for': '10.9.9.9' } });
    expect(stand.echo.seen[0]?.headers['x-forwarded-for']).toBeDefined();
  });
});

describe('a service that is down', () => {
  it.each([
    ['en', 'That service cannot be reached; try again with the same Idempotency-Key.'],
    ['zh-CN', '该服务暂时无法访问,请稍后用同一个 Idempotency-Key 重试。'],
  ])('is told as a problem that will pass, in %s', async (language, detail) => {
    const answer = await fetch(stand.url('/api/intake/cases'), { headers: { 'accept-language': language } });
    expect(answer.headers.get('content-type')).toContain('application/problem+json');
    expect(answer.headers.get('retry-after')).toBe('2');
    expect(await read(answer)).toMatchObject({
      status: 503,
      body: { code: 'service.unreachable', status: 503, detail },
    });
  });

  it('works again when it is back', async () => {
    await stand.echo.stop();
    expect((await fetch(stand.url('/api/catalogue/items'))).status).toBe(503);
    await stand.echo.start();
    expect((await fetch(stand.url('/api/catalogue/items'))).status).toBe(200);
  });
});

describe('one address', () => {
  it('that asks too often is asked to wait', async () => {
    const narrow = await stand.another({ REQUESTS_PER_MINUTE: 10 });
    const answers: Response[] = [];
    for (let n = 0; n < 14; n += 1) answers.push(await fetch(`${narrow}/api/catalogue/items`));
    const refused = answers.filter(({ status }) => status === 429);
    expect(refused.length).toBeGreaterThan(0);
    expect(answers.slice(0, 10).every(({ status }) => status === 200)).toBe(true);
    expect(refused[0]?.headers.get('retry-after')).toBe('2');
    expect(await refused[0]?.json()).toMatchObject({ code: 'requests.too-many' });
    for (const path of ['/sign-in', '/me', '/api/openapi.json', '/nowhere']) {
      expect((await fetch(`${narrow}${path}`, { redirect: 'manual' })).status).toBe(429);
    }
    expect((await fetch(`${narrow}/health/live`)).status).toBe(200);
  });

  it('cannot call itself another', async () => {
    const narrow = await stand.another({ REQUESTS_PER_MINUTE: 10, TRUSTED_PROXIES: '10.255.255.1' });
    const statuses: number[] = [];
    for (let n = 0; n < 14; n += 1) {
      const headers = { 'x-forwarded-for': `203.0.113.${n}` };
      statuses.push((await fetch(`${narrow}/api/catalogue/items`, { headers })).status);
    }
    expect(statuses).toContain(429);
  });
});

describe('the door itself', () => {
  it('describes all services in one document, and names those that are away', async () => {
    const { body } = await read(await fetch(stand.url('/api/openapi.json')));
    const document = JSON.stringify(body);
    expect(body['info']).toMatchObject({
      'x-missing': ['intake', 'review', 'dispatch', 'fees', 'evaluation', 'supervision'],
    });
    expect(body['paths']).toHaveProperty(['/api/identity/staff', 'post']);
    expect(body['components']).toMatchObject({
      schemas: {
        'identity.AppointStaffRequest': { required: expect.arrayContaining(['organisationId']) },
        'identity.Problem': { type: 'object' },
      },
    });
    expect(body['components']).toMatchObject({ securitySchemes: { session: { name: sessionCookie } } });
    const schemas = Object.keys((body['components'] as { schemas: object }).schemas);
    const named = [...document.matchAll(/"#\/components\/schemas\/([^"]+)"/g)].map(([, name]) => name);
    expect(named.filter((name) => !schemas.includes(name ?? ''))).toEqual([]);
  });

  it('shows nothing of its database when that is away, and asks to come again', async () => {
    const browser = await stand.signIn('clerk');
    const half = await stand.another();
    const database = stand.others.at(-1)?.app.get(DataSource);
    await database?.destroy();
    const answer = await stand.ask(browser, `${half}/api/catalogue/items`);
    expect(answer.headers.get('retry-after')).toBe('2');
    expect(await read(answer)).toMatchObject({ status: 503, body: { code: 'service.unavailable' } });
    expect((await fetch(`${half}/health/ready`)).status).toBe(503);
  });

  it('is well', async () => {
    expect(await read(await fetch(stand.url('/health/ready')))).toMatchObject({ status: 200 });
  });
});

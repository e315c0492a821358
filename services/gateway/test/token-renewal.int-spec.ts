import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { GatewayStand, read } from './stand.js';

let stand: GatewayStand;
beforeAll(async () => {
  stand = await GatewayStand.start();
});
afterAll(async () => stand.close());
afterEach(async () => stand.forget());

const bearersSeen = (): string[] => stand.echo.seen.map(({ headers }) => headers.authorization ?? 'none');

describe('a token that is about to end', () => {
  const soon = (): Date => new Date(Date.now() + 30_000);

  it('is renewed once for all requests of the moment', async () => {
    const browser = await stand.signIn('clerk');
    await stand.ask(browser, stand.url('/api/catalogue/before'));
    const [before = ''] = bearersSeen();
    await stand.change('staff-clerk', { accessUntil: soon() });
    const [session] = await stand.sessions();
    stand.echo.seen.length = 0;
    const answers = await Promise.all(
      Array.from({ length: 20 }, async (_, at) => stand.ask(browser, stand.url(`/api/catalogue/${at}`))),
    );
    expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 20 }, () => 200));
    expect(new Set(bearersSeen()).size).toBe(1);
    expect(bearersSeen()[0]).not.toBe(before);
    expect((await stand.sessions())[0]?.version).toBe((session?.version ?? 0) + 1);
  });

  it('is renewed once by all gateways together, and again later', async () => {
    const browser = await stand.signIn('clerk');
    const other = await stand.another();
    for (let round = 0; round < 3; round += 1) {
      await stand.change('staff-clerk', { accessUntil: soon() });
      stand.echo.seen.length = 0;
      const answers = await Promise.all(
        Array.from({ length: 10 }, async (_, at) =>
          stand.ask(browser, at % 2 === 0 ? stand.url('/api/catalogue/a') : `${other}/api/catalogue/b`),
        ),
      );
      expect(answers.every(({ status }) => status === 200)).toBe(true);
      expect(new Set(bearersSeen()).size).toBe(1);
    }
  });

  it('ends the session when identity renews it no more', async () => {
    const browser = await stand.signIn('clerk');
    const work = stand.identity.work;
    await work.run(async (tx) => tx.query("DELETE FROM oidc_record WHERE model = 'RefreshToken'"));
    await stand.change('staff-clerk', { accessUntil: soon() });
    const answer = await read(await stand.ask(browser, stand.url('/api/catalogue/items')));
    expect(answer).toMatchObject({ status: 401, body: { code: 'session.ended' } });
    expect(await stand.sessions()).toEqual([]);
  });

  it('is good to its end while identity is away; then people are asked to wait, not to sign in again', async () => {
    const browser = await stand.signIn('clerk');
    // A gateway that was just started and has never reached identity.
    const away = await stand.another({ ISSUER: stand.config.INTAKE_URL });
    await stand.change('staff-clerk', { accessUntil: soon() });
    expect((await stand.ask(browser, `${away}/api/catalogue/items`)).status).toBe(200);
    await stand.change('staff-clerk', { accessUntil: new Date(Date.now() - 1_000) });
    const answer = await stand.ask(browser, `${away}/api/catalogue/items`);
    expect(answer.headers.get('retry-after')).toBe('2');
    expect(await read(answer)).toMatchObject({ status: 503, body: { code: 'sign-in.unreachable' } });
    expect((await stand.ask(browser, stand.url('/api/catalogue/items'))).status).toBe(200);
    expect(await read(await fetch(`${away}/sign-in`))).toMatchObject({ status: 503 });
  });
});

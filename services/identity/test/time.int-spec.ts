import { fromBinary } from '@bufbuild/protobuf';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { validateSync } from 'class-validator';
import { BusinessTimeMovedSchema, HeartbeatSentSchema } from '#lib/contracts';
import { Work } from '#lib/persistence';
import { Clock } from '#lib/service-kit';
import { eventually } from '#lib/testing';
import { sendHeartbeat } from '../src/heartbeat/heartbeat.repository.js';
import { IdentityConfig } from '../src/identity.config.js';
import { seedIdentity } from '../src/seed/seed-identity.js';
import { hallSeed, IdentityStand } from './stand.js';

let stand: IdentityStand;
beforeAll(async () => {
  stand = await IdentityStand.start();
});
afterAll(async () => stand.close());

const beats = async () =>
  (await stand.said('identity')).map((row) => ({
    version: row.aggregateVersion,
    sentAt: new Date(fromBinary(HeartbeatSentSchema, row.payload).sentAt),
  }));

describe('the heartbeat', () => {
  it('is sent at the start, with the time on the wall', async () => {
    const [first] = await beats();
    expect(first?.version).toBe(1);
    expect(Math.abs(Date.now() - (first?.sentAt.getTime() ?? 0))).toBeLessThan(120_000);
  });

  it('is sent once when it is due, however many replicas look, and its versions count up without gaps', async () => {
    for (let round = 0; round < 5; round += 1) {
      await stand.work.run(async (tx) => tx.query(`UPDATE heartbeat SET sent_at = '2000-01-01'`));
      const sent = await Promise.all(Array.from({ length: 8 }, async () => stand.work.run(sendHeartbeat)));
      // The service's own look may have been first.
      expect(sent.filter(Boolean).length).toBeLessThanOrEqual(1);
    }
    const versions = (await beats()).map((beat) => beat.version);
    expect(versions.length).toBeGreaterThanOrEqual(6);
    expect(versions).toEqual(versions.map((_, at) => at + 1));
  });

  it('is not sent before it is due', async () => {
    await stand.work.run(async (tx) => tx.query('UPDATE heartbeat SET sent_at = ?', [tx.real]));
    expect(await stand.work.run(sendHeartbeat)).toBe(false);
  });
});

describe('business time', () => {
  const day = 24 * 60 * 60_000;

  it('is moved, announced, and this service’s own clock follows', async () => {
    const moved = await stand.post('admin', '/business-time', { offsetMs: 7 * day });
    expect(moved).toMatchObject({ status: 200, body: { offsetMs: 7 * day, version: 1 } });
    const advanceTo = new Date(Date.now() + 30 * day).toISOString();
    const advanced = await stand.post('admin', '/business-time', { advanceTo });
    expect(advanced).toMatchObject({ status: 200, body: { businessTime: advanceTo, version: 2 } });
    const said = (await stand.said('clock')).map((row) => fromBinary(BusinessTimeMovedSchema, row.payload).offsetMs);
    expect(said).toEqual([BigInt(7 * day), BigInt(Number(advanced.body['offsetMs']))]);
    const clock = stand.served.app.get(Clock);
    await eventually(() => expect(clock.offsetMs).toBe(Number(advanced.body['offsetMs'])));

    const back = await stand.post('admin', '/business-time', { advanceTo: new Date().toISOString() });
    expect(back).toMatchObject({ status: 400, body: { code: 'clock.backwards', errors: [{ field: 'advanceTo' }] } });
    const home = await stand.post('admin', '/business-time', { offsetMs: 0 });
    expect(home).toMatchObject({ status: 200, body: { offsetMs: 0, version: 3 } });
    await eventually(() => expect(clock.offsetMs).toBe(0));
  });

  it('needs one wish, and the right to move it', async () => {
    const none = await stand.post('admin', '/business-time', {});
    expect(none).toMatchObject({ status: 400, body: { code: 'clock.one-wish' } });
    const both = { offsetMs: 1, advanceTo: '2030-01-01T00:00:00Z' };
    expect(await stand.post('admin', '/business-time', both)).toMatchObject({ body: { code: 'clock.one-wish' } });
    expect(await stand.post('admin', '/business-time', { offsetMs: -1 })).toMatchObject({ status: 400 });
    expect(await stand.post('clerk', '/business-time', { offsetMs: 1 })).toMatchObject({
      status: 403,
      body: { code: 'authority.role-missing' },
    });
  });
});

describe('the seed', () => {
  it('changes nothing the second time, and undoes nothing the office did', async () => {
    const settings = { databaseUrl: stand.config.DATABASE_URL, personIndexOf: () => 'e'.repeat(32), file: 'hall.json' };
    const before = await stand.said('staff-reviewer');
    await stand.post('admin', '/staff/staff-reviewer/end', {}, { 'if-match': '1' });
    const none = { organisations: 0, staff: 0, citizens: 0, letters: 0 };
    expect(await seedIdentity(settings, hallSeed)).toEqual(none);
    expect(await stand.said('staff-reviewer')).toHaveLength(before.length + 1);
  });

  it('names the place of what an act refuses, and enters nothing then', async () => {
    const settings = { databaseUrl: stand.config.DATABASE_URL, personIndexOf: () => '', file: 'hall.json' };
    const [letter] = hallSeed.letters;
    const [hall] = hallSeed.organisations;
    if (letter === undefined || hall === undefined) throw new Error('the seed of the test is empty');
    const fresh = {
      ...hall,
      organisationId: 'dept-new',
      kind: 'department',
      creditCode: '91440300708461136T',
    } as const;
    const wrong = { ...letter, letterId: 'letter-2', letterNumber: '无〔2026〕1号', hallId: 'hall-none' };
    const seed = { ...hallSeed, organisations: [...hallSeed.organisations, fresh], letters: [letter, wrong] };
    await expect(seedIdentity(settings, seed)).rejects.toThrow(
      /hall\.json: \$\.letters\[1\] letter\.not-a-hall.*hallId/,
    );
    expect(await stand.said('dept-new')).toEqual([]);
  });
});

describe('production', () => {
  it('does not move business time', async () => {
    const production = await IdentityStand.start({ MODE: 'production' });
    try {
      const answer = await production.post('admin', '/business-time', { offsetMs: 1 });
      expect(answer).toMatchObject({ status: 403, body: { code: 'clock.production' } });
      expect(await production.said('clock')).toEqual([]);
      expect(production.served.app.get(Work)).toBeDefined();
    } finally {
      await production.close();
    }
  });

  const faultsOf = (change: Partial<IdentityConfig>): string[] =>
    validateSync(Object.assign(new IdentityConfig(), stand.config, change)).map((fault) => fault.property);

  it.each([
    ['KEY_ENCRYPTION_KEY', 'de7e10'.padEnd(64, '0')],
    ['GATEWAY_CLIENT_SECRET', 'development-secret-of-the-gateway-0001'],
  ] as const)('refuses a development secret in %s', (name, secret) => {
    expect(faultsOf({ MODE: 'production', [name]: secret })).toEqual([name]);
    expect(faultsOf({ MODE: 'development', [name]: secret })).toEqual([]);
  });

  it('has no default for a secret, and takes plain http on loopback only', () => {
    const { KEY_ENCRYPTION_KEY: _key, GATEWAY_CLIENT_SECRET: _secret, ...rest } = stand.config;
    const bare = validateSync(Object.assign(new IdentityConfig(), rest)).map((fault) => fault.property);
    expect(bare.sort()).toEqual(['GATEWAY_CLIENT_SECRET', 'KEY_ENCRYPTION_KEY']);
    expect(faultsOf({ ISSUER: 'http://hall.example/oidc' })).toEqual(['ISSUER']);
    expect(faultsOf({ ISSUER: 'https://hall.example/oidc' })).toEqual([]);
  });
});

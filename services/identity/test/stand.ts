import { randomUUID } from 'node:crypto';
import { fromBinary } from '@bufbuild/protobuf';
import type { JSONWebKeySet } from 'jose';
import { StaffCopy } from '#lib/access';
import { KeysPublishedSchema } from '#lib/contracts';
import { OutboxRow } from '#lib/messaging';
import { Work } from '#lib/persistence';
import type { Served } from '#lib/service-kit';
import { eventually, freePort, openStand, type RunningService, runService, type Stand } from '#lib/testing';
import { IdentityConfig } from '../src/identity.config.js';
import { insertOnlyTables, migrations } from '../src/migrations/index.js';
import type { IdentitySeed } from '../src/seed/identity-seed.js';
import { seedIdentity } from '../src/seed/seed-identity.js';
import { startIdentity } from '../src/start.js';
import { signIn, type SignInPlace } from './sign-in.js';

export const password = 'a-long-password-1';
const period = { validFrom: '2026-01-01T00:00:00+08:00', validUntil: '2030-01-01T00:00:00+08:00' };

/** A hall, two departments, their people, a citizen and a letter. */
export const hallSeed: IdentitySeed = {
  organisations: [
    organisation('hall-530129', '示范县政务服务中心', 'hall', '91350100M000100Y43'),
    organisation('dept-mz', '示范县民政局', 'department', '9144030071526726XG'),
    organisation('dept-sj', '示范县市场监督管理局', 'department', '914403001922038216'),
    { ...organisation('dept-far', '邻省民政局', 'department', '91330100799655058B'), region: '330100' },
  ],
  staff: [
    person('staff-admin', 'hall-530129', 'admin', ['authority-manager']),
    person('staff-clerk', 'hall-530129', 'clerk', ['window-clerk']),
    person('staff-chief', 'dept-mz', 'chief', ['chief-representative']),
    person('staff-reviewer', 'dept-mz', 'reviewer', ['reviewer']),
    person('staff-auditor', 'hall-530129', 'auditor', ['auditor']),
  ],
  citizens: [{ personId: 'citizen-1', login: 'wang', password, idNumber: '530129199001011234' }],
  letters: [
    {
      letterId: 'letter-1',
      kind: 'acceptance-delegation',
      letterNumber: '民委〔2026〕1号',
      departmentId: 'dept-mz',
      hallId: 'hall-530129',
      ...period,
    },
  ],
};

function organisation(organisationId: string, name: string, kind: 'hall' | 'department', creditCode: string) {
  return { organisationId, name, shortName: name, kind, creditCode, region: '530129' };
}

function person(
  staffId: string,
  organisationId: string,
  login: string,
  roles: IdentitySeed['staff'][number]['roles'],
): IdentitySeed['staff'][number] {
  return { staffId, organisationId, name: login, roles, login, password };
}

const parts = {
  name: 'identity',
  config: IdentityConfig,
  migrations,
  insertOnlyTables,
  /** With the hall seeded before it starts. */
  start: async (config = new IdentityConfig()): Promise<Served> => {
    const place = { databaseUrl: config.DATABASE_URL, personIndexOf: () => 'f'.repeat(32), file: 'hall.json' };
    await seedIdentity(place, hallSeed);
    return startIdentity(config);
  },
};

/** An answer over HTTP. */
export interface Answer {
  status: number;
  body: Record<string, unknown> & {
    code?: string;
    errors?: { field: string; code: string }[];
    items?: Record<string, unknown>[];
    next?: string;
  };
}

/** Identity in this process, on a schema and bus of its own, with the hall seeded. */
export class IdentityStand {
  private readonly tokens = new Map<string, string>();

  readonly served: Served;
  readonly servers: Stand;
  readonly config: IdentityConfig;

  private constructor(running: RunningService<IdentityConfig>) {
    this.served = running.served;
    this.servers = running.servers;
    this.config = running.config;
  }

  static async start(change: Partial<IdentityConfig> = {}): Promise<IdentityStand> {
    const port = await freePort();
    const running = await runService(await openStand('identity'), parts, {
      PORT: port,
      ISSUER: `http://127.0.0.1:${port}/oidc`,
      KEY_ENCRYPTION_KEY: 'ab'.repeat(32),
      GATEWAY_CLIENT_SECRET: 'a-secret-of-this-test-only-0123456789',
      GATEWAY_REDIRECT_URIS: 'http://127.0.0.1:1/sign-in/callback',
      GATEWAY_POST_LOGOUT_REDIRECT_URIS: 'http://127.0.0.1:1/',
      ...change,
    });
    const stand = new IdentityStand(running);
    await stand.heard();
    return stand;
  }

  async close(): Promise<void> {
    await this.served.close();
    await this.servers.close();
  }

  get place(): SignInPlace {
    const { ISSUER, GATEWAY_CLIENT_SECRET, GATEWAY_REDIRECT_URIS } = this.config;
    return { issuer: ISSUER, clientSecret: GATEWAY_CLIENT_SECRET, redirectUri: GATEWAY_REDIRECT_URIS };
  }

  get work(): Work {
    return this.served.app.get(Work);
  }

  url(path: string): string {
    return `http://127.0.0.1:${this.served.port}${path}`;
  }

  /** An access token of somebody of the seed. */
  async token(login: string): Promise<string> {
    const kept = this.tokens.get(login) ?? (await signIn(this.place, login, password)).access_token;
    this.tokens.set(login, kept);
    return kept;
  }

  async get(login: string, path: string): Promise<Answer> {
    return this.ask(await this.token(login), path, { method: 'GET' });
  }

  async post(login: string, path: string, body: object, headers: Record<string, string> = {}): Promise<Answer> {
    return this.ask(await this.token(login), path, {
      method: 'POST',
      body: JSON.stringify(body),
      headers: { 'content-type': 'application/json', 'idempotency-key': randomUUID(), ...headers },
    });
  }

  async ask(token: string, path: string, init: RequestInit): Promise<Answer> {
    const headers = new Headers(init.headers);
    headers.set('authorization', `Bearer ${token}`);
    headers.set('accept-language', 'en');
    const answer = await fetch(this.url(path), { ...init, headers });
    const body: Answer['body'] = JSON.parse(await answer.text());
    return { status: answer.status, body };
  }

  /** What was said about an aggregate, in order. */
  async said(aggregateId: string): Promise<OutboxRow[]> {
    const order = { aggregateVersion: 'ASC' } as const;
    return this.work.run(async (tx) => tx.find(OutboxRow, { where: { aggregateId }, order, take: 50 }));
  }

  /** The keys as every service hears them. */
  async publishedKeys(): Promise<JSONWebKeySet> {
    const [said] = await this.said('keys');
    const keys: JSONWebKeySet = JSON.parse(fromBinary(KeysPublishedSchema, said?.payload ?? Buffer.alloc(0)).jwks);
    return keys;
  }

  /** Waits until the service has heard its own people through the bus. */
  private async heard(): Promise<void> {
    await eventually(async () => {
      const copies = await this.work.run(async (tx) => tx.find(StaffCopy, { take: 50 }));
      if (copies.length < hallSeed.staff.length) throw new Error(`${copies.length} of the staff were heard`);
    });
  }
}

import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { create, type DescMessage, type MessageInitShape, toBinary } from '@bufbuild/protobuf';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import type { Role } from '#lib/access';
import { KeysPublishedSchema, OrganisationChangedSchema, serviceOf, StaffAppointedSchema } from '#lib/contracts';
import { deliverOnce, type EventStrategy } from '#lib/messaging';
import { runMigrations, Work } from '#lib/persistence';
import { EVENT_STRATEGY, newId, type Served } from '#lib/service-kit';
import { openStand, type Stand } from '#lib/testing';
import { CatalogueConfig } from '../src/catalogue.config.js';
import { insertOnlyTables, migrations } from '../src/migrations/index.js';
import type { SeedFile } from '../src/seed/index.js';
import { startCatalogue } from '../src/start.js';

export const region = '530129';
const issuer = 'http://identity.test';
type Key = Awaited<ReturnType<typeof generateKeyPair>>['privateKey'];

/** An answer over HTTP. */
export interface Answer {
  status: number;
  body: Record<string, unknown>;
}

/** A file of the seed. */
export function seedFile(name: string): SeedFile {
  const text = readFileSync(new URL(`../../../deploy/local/seed/${name}`, import.meta.url), 'utf8');
  return { name, text };
}

/** The item register in this process, on real servers, with its item manager and others appointed. */
export class Register {
  private constructor(
    private readonly stand: Stand,
    readonly served: Served,
    private readonly key: Key,
  ) {}

  static async start(): Promise<Register> {
    const stand = await openStand('catalogue');
    const url = await stand.schema('catalogue', async (at) => runMigrations(at, migrations), insertOnlyTables);
    const config = Object.assign(new CatalogueConfig(), {
      MODE: 'development',
      DATABASE_URL: url,
      NATS_URL: stand.nats.urlOf('catalogue'),
      LOG_LEVEL: process.env['LOG_LEVEL'] ?? 'silent',
      ISSUER: issuer,
    });
    const { privateKey, publicKey } = await generateKeyPair('ES256');
    const register = new Register(stand, await startCatalogue(config), privateKey);
    const jwk = { ...(await exportJWK(publicKey)), kid: 'k1', alg: 'ES256' };
    await register.hear(KeysPublishedSchema, 'keys', { jwks: JSON.stringify({ keys: [jwk] }) });
    await register.appointEverybody();
    return register;
  }

  async close(): Promise<void> {
    await this.served.close();
    await this.stand.close();
  }

  get work(): Work {
    return this.served.app.get(Work);
  }

  /** Rows of a query on the service's schema, under the service's own account. */
  async rows<T = Record<string, unknown>>(sql: string, parameters: unknown[] = []): Promise<T[]> {
    return this.work.run(async (tx) => tx.query<T[]>(sql, parameters));
  }

  async get(path: string, as?: string): Promise<Answer> {
    return this.call('GET', path, as === undefined ? {} : { authorization: `Bearer ${await this.token(as)}` });
  }

  /** A POST as a staff member, with a fresh idempotency key unless one is given. */
  async post(path: string, as: string, body: object, headers: Record<string, string> = {}): Promise<Answer> {
    const authorization = `Bearer ${await this.token(as)}`;
    const given = { authorization, 'content-type': 'application/json', 'idempotency-key': newId(), ...headers };
    return this.call('POST', path, given, JSON.stringify(body));
  }

  private async call(method: string, path: string, headers: Record<string, string>, body?: string): Promise<Answer> {
    const init = { method, headers, ...(body === undefined ? {} : { body }) };
    const response = await fetch(`http://127.0.0.1:${this.served.port}${path}`, init);
    return { status: response.status, body: (await response.json()) as Record<string, unknown> };
  }

  private async token(personId: string): Promise<string> {
    return new SignJWT({ kind: 'staff' })
      .setProtectedHeader({ alg: 'ES256', kid: 'k1' })
      .setIssuer(issuer)
      .setAudience('yichuang')
      .setSubject(personId)
      .setExpirationTime('5m')
      .sign(this.key);
  }

  private async hear<S extends DescMessage>(
    schema: S,
    id: string,
    content: MessageInitShape<S>,
    at = region,
  ): Promise<void> {
    const { handlers } = this.served.app.get<EventStrategy>(EVENT_STRATEGY);
    const envelope = {
      eventId: newId(),
      type: schema.typeName,
      aggregate: serviceOf(schema.typeName),
      aggregateId: id,
      aggregateVersion: 1,
      region: at,
      occurredAt: new Date(),
      authority: { personId: 'identity' },
    };
    const payload = toBinary(schema, create(schema, content));
    await this.work.run(async (tx) => deliverOnce(tx, handlers, envelope, payload));
  }

  private async appointEverybody(): Promise<void> {
    const organisations: [string, string, string][] = [
      ['hall-530129', 'hall', region],
      ['dept-sj', 'department', region],
      ['dept-xf', 'department', region],
      ['dept-elsewhere', 'department', '640100'],
    ];
    for (const [organisationId, kind, at] of organisations) {
      const names = { name: organisationId, shortName: organisationId, creditCode: '' };
      await this.hear(OrganisationChangedSchema, organisationId, { organisationId, kind, ...names }, at);
    }
    const people: [string, Role, string][] = [
      ['item-manager', 'item-manager', region],
      ['clerk', 'window-clerk', region],
      ['auditor', 'auditor', region],
      ['item-manager-elsewhere', 'item-manager', '640100'],
    ];
    for (const [staffId, role, at] of people) {
      const content = { staffId, organisationId: 'hall-530129', name: staffId, roles: [role], state: 'active' };
      await this.hear(StaffAppointedSchema, staffId, content, at);
    }
  }
}

/** An id no other test uses. */
export const newItemId = (): string => `T${randomBytes(4).toString('hex').toUpperCase()}`;

/** A verified item nothing is wrong with, with a name of its own. */
export function soundItem(itemId: string, change: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    itemId,
    version: 1,
    name: `公共场所卫生许可 ${itemId}`,
    departmentId: 'dept-sj',
    departmentName: '市场监督管理局',
    taskType: '行政许可',
    serviceObject: '企业法人',
    caseType: 'promised',
    statutoryLimit: { days: 20, unit: 'working-day' },
    promisedLimit: { days: 10, unit: 'working-day' },
    legalBasis: ['公共场所卫生管理条例第四条'],
    materials: [
      { ref: 'apply', name: '申请书(表)', necessity: 'required', copies: 1, kind: '申请表格文书' },
      {
        ref: 'plan',
        name: '场所平面布局图',
        necessity: 'deferrable',
        copies: 1,
        kind: '其他',
        deferWorkingDays: 5,
      },
    ],
    feeLines: [{ code: 'F1', name: '工本费', amountFen: '1050', basis: '财综〔2016〕1号', timing: 'before-result' }],
    result: { name: '卫生许可证', kind: 'certificate', electronic: true, holds: ['certificate', 'fee'] },
    tasks: [
      { departmentId: 'dept-sj', lead: true },
      { departmentId: 'dept-xf', lead: false },
    ],
    joinRule: 'all',
    verification: 'verified',
    guide: {
      level: '县级',
      steps: ['受理', '审核', '决定'],
      feeCharged: true,
      feeKind: '行政事业性收费',
      feeSupervision: '12345',
      visits: 1,
      onlineDepth: '四级',
      crossRegion: { mode: '全程网办', scope: '全省' },
    },
    ...change,
  };
}

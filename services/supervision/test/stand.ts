import { create, type DescMessage, type MessageInitShape, toBinary } from '@bufbuild/protobuf';
import { type CryptoKey, exportJWK, generateKeyPair, SignJWT } from 'jose';
import {
  CalendarPublishedSchema,
  type Envelope,
  KeysPublishedSchema,
  OrganisationChangedSchema,
  serviceOf,
  StaffAppointedSchema,
} from '#lib/contracts';
import { deliverOnce, type EventStrategy, retryParked } from '#lib/messaging';
import { DueTimer, runMigrations, Work } from '#lib/persistence';
import { Clock, EVENT_STRATEGY, newId, type Served } from '#lib/service-kit';
import { eventually, openStand, type Stand } from '#lib/testing';
import { insertOnlyTables, migrations } from '../src/migrations/index.js';
import { RaiseCardsTimer } from '../src/raise-cards/raise-cards.timer.js';
import { startSupervision } from '../src/start.js';
import { SupervisionConfig } from '../src/supervision.config.js';
import { china, department, hall, makeupWorkdays, offDays, region } from './office.js';

const issuer = 'http://identity.test';

/** An answer over HTTP. */
export interface Answer<B = Record<string, unknown>> {
  status: number;
  body: B;
}

/** An event in its envelope, ready to be delivered any number of times in any order. */
export interface Said {
  envelope: Envelope;
  payload: Uint8Array;
}

/** Supervision in this process, on a schema of its own. */
export class SupervisionStand {
  private versions = new Map<string, number>();

  private constructor(
    readonly served: Served,
    readonly servers: Stand,
    private readonly key: CryptoKey,
  ) {}

  /** Starts the service; it hears of the office's people and of the calendar, at an instant of business time. */
  static async start(at = '2026-09-01 09:00'): Promise<SupervisionStand> {
    const servers = await openStand('supervision', 'intake', 'review');
    const config = Object.assign(new SupervisionConfig(), {
      MODE: 'development',
      DATABASE_URL: await servers.schema(
        'supervision',
        async (url) => runMigrations(url, migrations),
        insertOnlyTables,
      ),
      NATS_URL: servers.nats.urlOf('supervision'),
      LOG_LEVEL: process.env['LOG_LEVEL'] ?? 'silent',
      FAILPOINTS: '',
      ISSUER: issuer,
    });
    const { privateKey, publicKey } = await generateKeyPair('ES256');
    const stand = new SupervisionStand(await startSupervision(config), servers, privateKey);
    stand.moveTo(at);
    const jwk = { ...(await exportJWK(publicKey)), kid: 'k1', alg: 'ES256' };
    await stand.hear(stand.say(KeysPublishedSchema, 'keys', { jwks: JSON.stringify({ keys: [jwk] }) }));
    await stand.openOffice();
    await stand.hear(stand.calendar(1, offDays, '2025-11-01 09:00'));
    return stand;
  }

  async close(): Promise<void> {
    await this.served.close();
    await this.servers.close();
  }

  /** Moves business time to an instant of China. */
  moveTo(time: string): void {
    const clock = this.served.app.get(Clock);
    clock.moveTo(china(time).getTime() - clock.real().getTime());
  }

  /** An event as its owner would say it, at an instant of China; each call for an aggregate is its next version. */
  say<S extends DescMessage>(
    schema: S,
    id: string,
    content: MessageInitShape<S>,
    at = '2026-09-01 09:00',
    where = region,
  ): Said {
    const version = (this.versions.get(id) ?? 0) + 1;
    this.versions.set(id, version);
    const envelope = {
      eventId: newId(),
      type: schema.typeName,
      aggregate: serviceOf(schema.typeName),
      aggregateId: id,
      aggregateVersion: version,
      region: where,
      occurredAt: china(at),
      authority: { personId: 'chief' },
    };
    return { envelope, payload: toBinary(schema, create(schema, content)) };
  }

  /** A version of the halls' calendar. */
  calendar(version: number, off: Record<string, string>, at: string): Said {
    const content = { calendarId: 'cn', version, label: `cn-${version}`, publishedThrough: '2026-12-31', offDays: off };
    return this.say(CalendarPublishedSchema, 'cn', { ...content, makeupWorkdays }, at, '000000');
  }

  /** Delivers events as the runner does, and what was parked for them. */
  async hear(...events: Said[]): Promise<void> {
    const { handlers } = this.served.app.get<EventStrategy>(EVENT_STRATEGY);
    for (const { envelope, payload } of events) {
      await this.work.run(
        async (tx) => {
          await deliverOnce(tx, handlers, envelope, payload);
          await retryParked(tx, handlers, [...tx.touched]);
        },
        { id: envelope.eventId },
      );
    }
  }

  /** Does what the timer of a clock does when its threshold has come, in a transaction of its own. */
  async raise(clockId: string): Promise<void> {
    const timer = this.served.app.get(RaiseCardsTimer);
    await this.work.run(async (tx) => {
      const due = await tx.findOne(DueTimer, { where: { subjectId: clockId, kind: timer.kind, state: 'waiting' } });
      if (due === undefined) return;
      const { affected } = await tx.update(DueTimer, { timerId: due.timerId, state: 'waiting' }, { state: 'fired' });
      if (affected === 1) await timer.fire(tx, due);
    });
  }

  /** Waits until no timer is due any more. */
  async quiet(): Promise<void> {
    await eventually(async () => {
      const now = this.served.app.get(Clock).now();
      const due = await this.rows("SELECT kind FROM due_timer WHERE state = 'waiting' AND due_at <= ?", [now]);
      if (due.length > 0) throw new Error(`${due.length} timers are due`);
    });
  }

  /** Rows of a query on the service's schema. */
  async rows<T = Record<string, unknown>>(sql: string, parameters: unknown[] = []): Promise<T[]> {
    return this.work.run(async (tx) => tx.query<T[]>(sql, parameters));
  }

  /** A request with a fresh idempotency key, as a staff member, with a ready token, or as nobody (''). */
  async call<B = Record<string, unknown>>(
    method: 'GET' | 'POST',
    path: string,
    as: string,
    body?: object,
    headers: Record<string, string> = {},
  ): Promise<Answer<B>> {
    const token = as === '' || as.startsWith('eyJ') ? as : await this.token(as);
    const response = await fetch(`http://127.0.0.1:${this.served.port}${path}`, {
      method,
      headers: {
        ...(token === '' ? {} : { authorization: `Bearer ${token}` }),
        ...(method === 'POST' ? { 'content-type': 'application/json', 'idempotency-key': newId() } : {}),
        ...headers,
      },
      ...(method === 'POST' ? { body: JSON.stringify(body ?? {}) } : {}),
    });
    const parsed: B = JSON.parse(await response.text());
    return { status: response.status, body: parsed };
  }

  /** An access token as identity would sign it. */
  async token(personId: string, claims: Record<string, unknown> = { kind: 'staff' }): Promise<string> {
    return new SignJWT(claims)
      .setProtectedHeader({ alg: 'ES256', kid: 'k1' })
      .setIssuer(issuer)
      .setAudience('yichuang')
      .setSubject(personId)
      .setIssuedAt(Math.floor(Date.now() / 1000) - 600)
      .setExpirationTime(Math.floor(Date.now() / 1000) + 300)
      .sign(this.key);
  }

  get work(): Work {
    return this.served.app.get(Work);
  }

  private async appoint(staffId: string, role: string, organisationId: string, where = region): Promise<void> {
    const content = { staffId, organisationId, name: staffId, roles: [role], state: 'active' };
    await this.hear(this.say(StaffAppointedSchema, staffId, content, undefined, where));
  }

  private async openOffice(): Promise<void> {
    for (const [organisationId, name, kind] of [
      [hall, '示范县政务服务中心', 'hall'],
      [department, '示范县民政局', 'department'],
    ] as const) {
      const about = { organisationId, name, shortName: name, kind, creditCode: '12530129000000000B' };
      await this.hear(this.say(OrganisationChangedSchema, organisationId, about));
    }
    await this.appoint('clerk', 'window-clerk', hall);
    await this.appoint('supervisor', 'supervisor', hall);
    await this.appoint('auditor', 'auditor', hall);
    await this.appoint('reviewer', 'reviewer', department);
    await this.appoint('other-reviewer', 'reviewer', 'dept-sj');
    await this.appoint('supervisor-elsewhere', 'supervisor', 'hall-530130', '530130');
  }
}

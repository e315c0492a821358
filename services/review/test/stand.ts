import { create, type DescMessage, type MessageInitShape, toBinary } from '@bufbuild/protobuf';
import { type CryptoKey, exportJWK, generateKeyPair, SignJWT } from 'jose';
import { PersonalVault, type Role } from '#lib/access';
import {
  AuthorityGrantedSchema,
  CalendarPublishedSchema,
  CaseAcceptedSchema,
  HeartbeatSentSchema,
  KeysPublishedSchema,
  OrganisationChangedSchema,
  serviceOf,
  StaffAppointedSchema,
  WithdrawalRequestedSchema,
} from '#lib/contracts';
import { deliverOnce, type EventHandlers, EventStrategy, ParkedRow } from '#lib/messaging';
import { runMigrations, type Tx, Work } from '#lib/persistence';
import { EVENT_STRATEGY, newId, type Served } from '#lib/service-kit';
import { openStand, type Stand } from '#lib/testing';
import { insertOnlyTables, migrations } from '../src/migrations/index.js';
import { ReviewConfig } from '../src/review.config.js';
import { startReview } from '../src/start.js';
import { basicPlan, hall, joint, lead, personalKeys, type PlanChange, region, writeSealKeys } from './hall.js';

const issuer = 'http://identity.test';

/** An answer over HTTP; a test names the shape it looks at. */
export interface Answer<B = Record<string, unknown>> {
  status: number;
  body: B;
  bytes: Buffer;
  /** The Content-Type header. */
  type: string;
}

/** An event in its envelope, ready to be delivered any number of times in any order. */
export interface Said {
  envelope: Parameters<typeof deliverOnce>[2];
  payload: Uint8Array;
}

/** The review service in this process, on a schema of its own, hearing what a test says. */
export class ReviewStand {
  private versions = new Map<string, number>();
  private letters = 0;

  private constructor(
    readonly served: Served,
    readonly servers: Stand,
    private readonly key: CryptoKey,
  ) {}

  /**
   * Starts the service and lets it hear of one hall, its people and the calendar.
   *
   * @param more migrations after the service's own, for what a test wants otherwise
   */
  static async start(more: (new () => object)[] = []): Promise<ReviewStand> {
    const servers = await openStand('review', 'intake');
    try {
      return await ReviewStand.on(servers, more);
    } catch (error) {
      // A service that cannot start must not leave its servers behind.
      await servers.close();
      throw error;
    }
  }

  private static async on(servers: Stand, more: (new () => object)[]): Promise<ReviewStand> {
    const migrate = async (url: string) => runMigrations(url, [...migrations, ...more]);
    const config = Object.assign(new ReviewConfig(), {
      MODE: 'development',
      DATABASE_URL: await servers.schema('review', migrate, insertOnlyTables),
      NATS_URL: servers.nats.urlOf('review'),
      LOG_LEVEL: process.env['LOG_LEVEL'] ?? 'silent',
      FAILPOINTS: '',
      ISSUER: issuer,
      PERSONAL_KEYS: personalKeys,
      SEAL_KEYS: await writeSealKeys(servers.directory),
      PRESS_MODE: 'inline',
    });
    const { privateKey, publicKey } = await generateKeyPair('ES256');
    const stand = new ReviewStand(await startReview(config), servers, privateKey);
    const jwk = { ...(await exportJWK(publicKey)), kid: 'k1', alg: 'ES256' };
    await stand.hear(stand.say(KeysPublishedSchema, 'keys', { jwks: JSON.stringify({ keys: [jwk] }) }));
    await stand.openHall();
    return stand;
  }

  async close(): Promise<void> {
    await this.served.close();
    await this.servers.close();
  }

  /** An event as its owner would say it; each call for an aggregate is its next version. */
  say<S extends DescMessage>(schema: S, id: string, content: MessageInitShape<S>, of = id): Said {
    const version = (this.versions.get(id) ?? 0) + 1;
    this.versions.set(id, version);
    const envelope = {
      eventId: newId(),
      type: schema.typeName,
      aggregate: serviceOf(schema.typeName),
      aggregateId: of,
      aggregateVersion: version,
      region,
      occurredAt: new Date(),
      authority: { personId: 'somebody' },
    };
    return { envelope, payload: toBinary(schema, create(schema, content)) };
  }

  /** Delivers an event as the runner does, then tries what is parked. */
  async hear(...events: Said[]): Promise<void> {
    const { handlers } = this.served.app.get<EventStrategy>(EVENT_STRATEGY);
    for (const { envelope, payload } of events) {
      await this.work.run(async (tx) => {
        await deliverOnce(tx, handlers, envelope, payload);
        await unpark(tx, handlers);
      });
    }
  }

  get work(): Work {
    return this.served.app.get(Work);
  }

  /** Rows of a query on the service's schema. */
  async rows<T = Record<string, unknown>>(sql: string, parameters: unknown[] = []): Promise<T[]> {
    return this.work.run(async (tx) => tx.query<T[]>(sql, parameters));
  }

  /** A request with a fresh idempotency key, as a staff member or with a ready token. */
  async call<B = Record<string, unknown>>(
    method: 'GET' | 'POST',
    path: string,
    as: string,
    body?: object,
    headers: Record<string, string> = {},
  ): Promise<Answer<B>> {
    const token = as.startsWith('eyJ') ? as : await this.token(as);
    const response = await fetch(`http://127.0.0.1:${this.served.port}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        ...(method === 'POST' ? { 'content-type': 'application/json', 'idempotency-key': newId() } : {}),
        ...headers,
      },
      ...(method === 'POST' ? { body: JSON.stringify(body ?? {}) } : {}),
    });
    const bytes = Buffer.from(await response.arrayBuffer());
    const type = response.headers.get('content-type') ?? '';
    const parsed: B = JSON.parse(type.includes('json') ? bytes.toString() : '{}');
    return { status: response.status, body: parsed, bytes, type };
  }

  /** An access token as identity would sign it. */
  async token(personId: string, claims: Record<string, unknown> = { kind: 'staff' }, lifetime = 300): Promise<string> {
    return new SignJWT(claims)
      .setProtectedHeader({ alg: 'ES256', kid: 'k1' })
      .setIssuer(issuer)
      .setAudience('yichuang')
      .setSubject(personId)
      .setIssuedAt(Math.floor(Date.now() / 1000) - 600)
      .setExpirationTime(Math.floor(Date.now() / 1000) + lifetime)
      .sign(this.key);
  }

  /** Identity is alive now (real time). */
  async heartbeat(sentAt = new Date()): Promise<void> {
    await this.hear(this.say(HeartbeatSentSchema, 'heartbeat', { sentAt: sentAt.toISOString() }));
  }

  /** A chief representative's or another's appointment, with a letter when powers are given. */
  async appoint(staffId: string, organisationId: string, roles: Role[], powers: string[] = []): Promise<void> {
    const content = { staffId, organisationId, name: staffId, roles, state: 'active' };
    await this.hear(this.say(StaffAppointedSchema, staffId, content));
    if (powers.length === 0) return;
    this.letters += 1;
    const letterId = `letter-${this.letters}`;
    const letter = { letterId, kind: 'chief-authorisation', letterNumber: `授〔2026〕${this.letters}号`, powers };
    const dates = { validFrom: '2020-01-01T00:00:00Z', validUntil: '2099-01-01T00:00:00Z' };
    const parties = { departmentId: organisationId, staffId, itemIds: [] };
    await this.hear(this.say(AuthorityGrantedSchema, letterId, { ...letter, ...dates, ...parties }));
  }

  /** CaseAccepted with a plan of a lead and a joint department, changed as the test likes. */
  accepted(caseId: string, plan: PlanChange = {}, content: { acceptedBy?: string } = {}): Said {
    const vault = this.served.app.get(PersonalVault);
    const applicant = {
      kind: 'natural-person',
      name: '张三',
      idKind: 'id-number',
      idNumber: '530129199001011234',
      phone: '13800000000',
    };
    return this.say(CaseAcceptedSchema, caseId, {
      caseId,
      applicationId: `app-${caseId}`,
      caseNumber: `530129${caseId}`,
      plan: { ...basicPlan, ...plan },
      sealedApplicant: vault.seal(applicant, `applicant:${caseId}`),
      applicantIndex: `index-of-${caseId}`,
      noticeNumber: '受〔2026〕1号',
      deemed: false,
      acceptedBy: content.acceptedBy ?? 'clerk',
      hallId: hall,
      delivery: { mode: 'courier', sealedAddress: 'sealed-address' },
      acceptedAt: '2026-09-30T02:00:00.000Z',
    });
  }

  /** The applicant asks to withdraw. */
  withdrawalRequested(caseId: string, requestId: string): Said {
    return this.say(WithdrawalRequestedSchema, requestId, { caseId, requestId, reason: '不办了' });
  }

  /** A case that was accepted and opened. @returns its id */
  async openCase(plan: PlanChange = {}, content: { acceptedBy?: string } = {}): Promise<string> {
    const caseId = newId();
    await this.hear(this.accepted(caseId, plan, content));
    return caseId;
  }

  private async openHall(): Promise<void> {
    for (const [id, name, kind] of [
      [hall, '示范县政务服务中心', 'hall'],
      [lead, '示范县民政局', 'department'],
      [joint, '示范县消防救援大队', 'department'],
    ] as const) {
      const content = { organisationId: id, name, shortName: name.slice(3, 5), kind, creditCode: '11530129000000000A' };
      await this.hear(this.say(OrganisationChangedSchema, id, content));
    }
    const powers = ['decide', 'grant-withdrawal', 'extend', 'seal'];
    await this.appoint('clerk', hall, ['window-clerk']);
    await this.appoint('chief', lead, ['chief-representative'], powers);
    await this.appoint('chief-2', lead, ['chief-representative'], powers);
    await this.appoint('chief-without-letter', lead, ['chief-representative']);
    await this.appoint('reviewer', lead, ['reviewer']);
    await this.appoint('fire-reviewer', joint, ['reviewer']);
    await this.appoint('fire-chief', joint, ['chief-representative'], powers);
    await this.appoint('supervisor', hall, ['supervisor']);
    await this.hear(
      this.say(CalendarPublishedSchema, 'cn', {
        calendarId: 'cn',
        version: 1,
        label: 'cn-2026',
        publishedThrough: '2026-12-31',
        offDays: {
          '2026-10-01': '国庆节',
          '2026-10-02': '国庆节',
          '2026-10-05': '国庆节',
          '2026-10-06': '国庆节',
          '2026-10-07': '国庆节',
        },
        makeupWorkdays: { '2026-10-10': '国庆节' },
      }),
    );
    await this.heartbeat();
  }
}

/** Tries what is parked until nothing more can be handled, as the sweep does every few seconds. */
async function unpark(tx: Tx, handlers: EventHandlers): Promise<void> {
  for (let progress = true; progress;) {
    progress = false;
    for (const row of await tx.find(ParkedRow, { take: 100 })) {
      const stored: Said['envelope'] = JSON.parse(JSON.stringify(row.envelope));
      const envelope = { ...stored, occurredAt: new Date(stored.occurredAt) };
      if ((await deliverOnce(tx, handlers, envelope, row.payload)) === 'parked') continue;
      await tx.remove(ParkedRow, { handler: row.handler, eventId: row.eventId });
      progress = true;
    }
  }
}

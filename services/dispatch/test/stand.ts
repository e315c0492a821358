import { create, type DescMessage, type MessageInitShape, toBinary } from '@bufbuild/protobuf';
import { type CryptoKey, exportJWK, generateKeyPair, SignJWT } from 'jose';
import { PersonalVault } from '#lib/access';
import {
  ApplicationAnsweredSchema,
  CaseDecidedSchema,
  CertificateSealedSchema,
  DecisionRevokedSchema,
  type Envelope,
  KeysPublishedSchema,
  OrganisationChangedSchema,
  OutstandingMaterialCuredSchema,
  serviceOf,
  StaffAppointedSchema,
} from '#lib/contracts';
import { deliverOnce, type EventStrategy, retryParked } from '#lib/messaging';
import { runMigrations, Work } from '#lib/persistence';
import { EVENT_STRATEGY, newId, type Served } from '#lib/service-kit';
import { openStand, type Stand } from '#lib/testing';
import { DispatchConfig } from '../src/dispatch.config.js';
import { insertOnlyTables, migrations } from '../src/migrations/index.js';
import { startDispatch } from '../src/start.js';
import { address, applicant, hall, hallName, personalKeys, plan, region, secrets, writeSealKeys } from './office.js';
import { Outside } from './outside.js';

const issuer = 'http://identity.test';

/** An answer over HTTP. */
export interface Answer<B = Record<string, unknown>> {
  status: number;
  body: B;
  bytes: Buffer;
}

/** An event in its envelope, ready to be delivered any number of times in any order. */
export interface Said {
  envelope: Envelope;
  payload: Uint8Array;
}

/** What a test changes in a decision. */
export interface Decision {
  outcome?: string;
  mode?: string;
  region?: string;
  applicationId?: string;
  itemName?: string;
  holds?: { kind: string; ref: string }[];
}

/** An order as a test finds it. */
export interface Order {
  caseId: string;
  orderId: string;
  version: number;
  state: string;
}

/** The issue desk in this process, on a schema of its own, between a courier and a text message service. */
export class DispatchStand {
  private versions = new Map<string, number>();

  private constructor(
    readonly served: Served,
    readonly servers: Stand,
    readonly outside: Outside,
    private readonly key: CryptoKey,
  ) {}

  /** Starts the service and what is outside it; it hears of a hall and its people. */
  static async start(): Promise<DispatchStand> {
    const servers = await openStand('dispatch', 'review', 'certificates', 'intake');
    const outside = await Outside.start();
    const config = Object.assign(new DispatchConfig(), {
      MODE: 'development',
      DATABASE_URL: await servers.schema('dispatch', async (url) => runMigrations(url, migrations), insertOnlyTables),
      NATS_URL: servers.nats.urlOf('dispatch'),
      LOG_LEVEL: process.env['LOG_LEVEL'] ?? 'silent',
      FAILPOINTS: '',
      ISSUER: issuer,
      PERSONAL_KEYS: personalKeys,
      SEAL_KEYS: await writeSealKeys(servers.directory),
      PRESS_MODE: 'inline',
      COURIER_URL: outside.courier.url,
      COURIER_SECRET: secrets.courier,
      SMS_URL: outside.sms.url,
      SMS_SECRET: secrets.sms,
    });
    const { privateKey, publicKey } = await generateKeyPair('ES256');
    const stand = new DispatchStand(await startDispatch(config), servers, outside, privateKey);
    outside.callTo(stand.served.port);
    const jwk = { ...(await exportJWK(publicKey)), kid: 'k1', alg: 'ES256' };
    await stand.hear(stand.say(KeysPublishedSchema, 'keys', { jwks: JSON.stringify({ keys: [jwk] }) }));
    await stand.openHall();
    return stand;
  }

  async close(): Promise<void> {
    await this.served.close();
    await this.outside.close();
    await this.servers.close();
  }

  /** An event as its owner would say it; each call for an aggregate is its next version. */
  say<S extends DescMessage>(schema: S, id: string, content: MessageInitShape<S>, where = region): Said {
    const version = (this.versions.get(id) ?? 0) + 1;
    this.versions.set(id, version);
    const envelope = {
      eventId: newId(),
      type: schema.typeName,
      aggregate: serviceOf(schema.typeName),
      aggregateId: id,
      aggregateVersion: version,
      region: where,
      occurredAt: new Date(),
      authority: { personId: 'chief', letterId: 'letter-chief', letterVersion: 1 },
    };
    return { envelope, payload: toBinary(schema, create(schema, content)) };
  }

  /** Delivers events as the runner does, and what was parked for them. */
  async hear(...events: Said[]): Promise<void> {
    const { handlers } = this.served.app.get<EventStrategy>(EVENT_STRATEGY);
    for (const { envelope, payload } of events) {
      await this.work.run(async (tx) => {
        await deliverOnce(tx, handlers, envelope, payload);
        await retryParked(tx, handlers, [...tx.touched]);
      });
    }
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
    return this.send<B>(path, {
      method,
      headers: {
        ...(token === '' ? {} : { authorization: `Bearer ${token}` }),
        ...(method === 'POST' ? { 'content-type': 'application/json', 'idempotency-key': newId() } : {}),
        ...headers,
      },
      ...(method === 'POST' ? { body: JSON.stringify(body ?? {}) } : {}),
    });
  }

  /** A request as it is. */
  async send<B = Record<string, unknown>>(path: string, request: RequestInit): Promise<Answer<B>> {
    const response = await fetch(`http://127.0.0.1:${this.served.port}${path}`, request);
    const bytes = Buffer.from(await response.arrayBuffer());
    const json = (response.headers.get('content-type') ?? '').includes('json');
    const body: B = JSON.parse(json ? bytes.toString() : '{}');
    return { status: response.status, body, bytes };
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

  /** The departments decided a case. */
  decided(caseId: string, { outcome = 'approved', mode = 'window', holds = plan.holds, ...at }: Decision = {}): Said {
    const vault = this.served.app.get(PersonalVault);
    const sealedAddress = mode === 'courier' ? vault.seal(address, `delivery:${caseId}`) : '';
    const content = {
      caseId,
      caseNumber: `530129${caseId}`,
      decisionId: `decision-${caseId}`,
      outcome,
      applicationId: at.applicationId ?? `app-${caseId}`,
      plan: { ...plan, itemName: at.itemName ?? plan.itemName, holds },
      sealedApplicant: vault.seal(applicant, `applicant:${caseId}`),
      applicantIndex: `index-of-${caseId}`,
      delivery: { mode, sealedAddress },
      hallId: hall,
    };
    return this.say(CaseDecidedSchema, caseId, content, at.region ?? region);
  }

  /** The certificate of a case was sealed. */
  certificateSealed(caseId: string): Said {
    return this.say(CertificateSealedSchema, `cert-${caseId}`, { certificateId: `cert-${caseId}`, caseId });
  }

  /** The front desk answered a bundle. */
  answered(applicationId: string, outcomes: Record<string, string>): Said {
    const listed = Object.entries(outcomes).map(([caseId, outcome]) => ({ caseId, outcome }));
    return this.say(ApplicationAnsweredSchema, applicationId, { applicationId, bundleId: 'YJS9', outcomes: listed });
  }

  /** A material of a case that was outstanding came in. */
  cured(caseId: string, materialRef: string): Said {
    return this.say(OutstandingMaterialCuredSchema, caseId, { caseId, materialRef });
  }

  /** The departments revoked the decision of a case. */
  revoked(caseId: string): Said {
    return this.say(DecisionRevokedSchema, caseId, { caseId, decisionId: `decision-${caseId}`, reason: '材料虚假' });
  }

  /** The order of a case as it stands. */
  async order(caseId: string): Promise<Order> {
    const [row] = await this.rows<Order>(
      'SELECT case_id caseId, order_id orderId, version, state FROM dispatch_order WHERE case_id = ?',
      [caseId],
    );
    if (row === undefined) throw new Error(`case ${caseId} has no order`);
    return row;
  }

  /** An order whose result may be given out. */
  async released(decision: Decision = {}): Promise<Order> {
    const caseId = newId();
    await this.hear(this.decided(caseId, { holds: [], ...decision }));
    return this.order(caseId);
  }

  private get work(): Work {
    return this.served.app.get(Work);
  }

  private async appoint(staffId: string, role: string, where = region): Promise<void> {
    const content = { staffId, organisationId: hall, name: staffId, roles: [role], state: 'active' };
    await this.hear(this.say(StaffAppointedSchema, staffId, content, where));
  }

  private async openHall(): Promise<void> {
    const about = { organisationId: hall, name: hallName, shortName: '示范政务', kind: 'hall' };
    await this.hear(this.say(OrganisationChangedSchema, hall, { ...about, creditCode: '12530129000000000B' }));
    await this.appoint('clerk', 'issue-clerk');
    await this.appoint('reviewer', 'reviewer');
    await this.appoint('clerk-elsewhere', 'issue-clerk', '530130');
  }
}

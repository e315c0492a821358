import { create, type DescMessage, type MessageInitShape, toBinary } from '@bufbuild/protobuf';
import type { MigrationInterface } from 'typeorm';
import { type CryptoKey, exportJWK, generateKeyPair, SignJWT } from 'jose';
import {
  CaseAcceptedSchema,
  CaseDecidedSchema,
  CaseLapsedSchema,
  CaseWithdrawnSchema,
  type Envelope,
  HeartbeatSentSchema,
  ItemPublishedSchema,
  KeysPublishedSchema,
  OrganisationChangedSchema,
  serviceOf,
  StaffAppointedSchema,
} from '#lib/contracts';
import { deliverOnce, type EventStrategy, retryParked } from '#lib/messaging';
import { runMigrations, Work } from '#lib/persistence';
import { EVENT_STRATEGY, newId, type Served } from '#lib/service-kit';
import { eventually, openStand, type Stand } from '#lib/testing';
import { FeesConfig } from '../src/fees.config.js';
import { insertOnlyTables, migrations } from '../src/migrations/index.js';
import { startFees } from '../src/start.js';
import { hall, hallName, type Line, passport, region, secret, writeSealKeys } from './counter.js';
import { Provider, signedCallback } from './provider.js';

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

/** A bill as a test finds it. */
export interface Found {
  caseId: string;
  billId: string;
  timing: string;
  state: string;
  version: number;
  payCode: string;
  amountFen: string;
}

/** The cashier's office in this process, on a schema of its own, beside a payment provider. */
export class FeesStand {
  private versions = new Map<string, number>();

  private constructor(
    readonly served: Served,
    readonly servers: Stand,
    readonly provider: Provider,
    private readonly key: CryptoKey,
  ) {}

  /** Starts the service, its schema changed as a test wants, and the provider; it hears of a hall, its people and an item's fee list. */
  static async start(more: (new () => MigrationInterface)[] = []): Promise<FeesStand> {
    const servers = await openStand('fees', 'review', 'catalogue', 'intake');
    const provider = await Provider.start();
    const all = [...migrations, ...more];
    const config = Object.assign(new FeesConfig(), {
      MODE: 'development',
      DATABASE_URL: await servers.schema('fees', async (url) => runMigrations(url, all), insertOnlyTables),
      NATS_URL: servers.nats.urlOf('fees'),
      LOG_LEVEL: process.env['LOG_LEVEL'] ?? 'silent',
      FAILPOINTS: '',
      ISSUER: issuer,
      SEAL_KEYS: await writeSealKeys(servers.directory),
      PRESS_MODE: 'inline',
      PROVIDER_URL: provider.simulator.url,
      PROVIDER_SECRET: secret,
      PROVIDER_REGION: region,
    });
    const { privateKey, publicKey } = await generateKeyPair('ES256');
    const stand = new FeesStand(await startFees(config), servers, provider, privateKey);
    provider.callTo(stand.served.port);
    const jwk = { ...(await exportJWK(publicKey)), kid: 'k1', alg: 'ES256' };
    await stand.hear(stand.say(KeysPublishedSchema, 'keys', { jwks: JSON.stringify({ keys: [jwk] }) }));
    await stand.openHall();
    return stand;
  }

  async close(): Promise<void> {
    await this.served.close();
    await this.provider.close();
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
      authority: { personId: 'somebody' },
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

  /** A callback of the provider. */
  async callBack(content: object, change: Parameters<typeof signedCallback>[1] = {}): Promise<Answer> {
    return this.send('/payment/callbacks', signedCallback(content, change));
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

  /** Identity was heard just now, or at another time. */
  async heartbeat(at = new Date()): Promise<void> {
    await this.hear(this.say(HeartbeatSentSchema, 'heartbeat', { sentAt: at.toISOString() }));
  }

  /** The item's list in a new version, in force at once. */
  async publish(...lines: Line[]): Promise<number> {
    const version = (this.versions.get('GA05') ?? 0) + 1;
    const item = { itemId: 'GA05', version, name: '普通护照签发', feeLines: lines };
    await this.hear(this.say(ItemPublishedSchema, 'GA05', { item, effectiveFrom: '2026-01-01T00:00:00Z' }));
    return version;
  }

  /** A case was accepted with these fee lines. */
  accepted(caseId: string, lines: Line[] = [passport], itemVersion = 1): Said {
    const plan = { itemId: 'GA05', itemVersion, itemName: '普通护照签发', departmentId: 'dept-ga', feeLines: lines };
    const content = {
      caseId,
      caseNumber: `530129-${caseId}`,
      plan,
      applicantIndex: `index-of-${caseId}`,
      hallId: hall,
    };
    return this.say(CaseAcceptedSchema, caseId, content);
  }

  /** The departments let the applicant go. */
  withdrawn = (caseId: string): Said => this.say(CaseWithdrawnSchema, caseId, { caseId, requestId: 'r1' });
  /** A promised material did not come. */
  lapsed = (caseId: string): Said => this.say(CaseLapsedSchema, caseId, { caseId, materialRef: 'm1' });
  /** The departments decided. */
  decided = (caseId: string, outcome: string): Said => this.say(CaseDecidedSchema, caseId, { caseId, outcome });

  /** The bills of a case as they stand. */
  async bills(caseId: string): Promise<Found[]> {
    return this.rows<Found>(
      `SELECT case_id caseId, bill_id billId, timing, state, version, pay_code payCode, amount_fen amountFen
         FROM bill WHERE case_id = ? ORDER BY timing`,
      [caseId],
    );
  }

  /** The one bill of a case. */
  async bill(caseId: string): Promise<Found> {
    const [bill] = await this.bills(caseId);
    if (bill === undefined) throw new Error(`case ${caseId} has no bill`);
    return bill;
  }

  /** A bill that waits for the cashier. */
  async planned(lines?: Line[]): Promise<Found> {
    const caseId = newId();
    await this.hear(this.accepted(caseId, lines));
    return this.bill(caseId);
  }

  /** Issues a bill. */
  async issue({ billId, version }: Found, lines: object[] = [], as = 'cashier'): Promise<Answer> {
    return this.call('POST', `/bills/${billId}/issue`, as, { lines }, { 'if-match': `"${version}"` });
  }

  /** A bill that can be paid. */
  async billed(lines?: Line[], chosen: object[] = []): Promise<Found> {
    const bill = await this.planned(lines);
    const { status, body } = await this.issue(bill, chosen);
    if (status !== 200) throw new Error(JSON.stringify(body));
    return this.bill(bill.caseId);
  }

  /** Pays at the provider as soon as it has the order. */
  async pay({ payCode }: Found, how: object = {}): Promise<string[]> {
    let ids: string[] = [];
    await eventually(async () => {
      const paid = await this.provider.pay(payCode, how);
      if (paid === undefined) throw new Error('no order yet');
      ids = paid.map(({ transactionId }) => transactionId);
    });
    return ids;
  }

  /** Waits until a bill is in a state. */
  async until({ caseId }: Found, state: string): Promise<void> {
    await eventually(async () => {
      const { state: now } = await this.bill(caseId);
      if (now !== state) throw new Error(`the bill is ${now}`);
    });
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
    await this.appoint('cashier', 'cashier');
    await this.appoint('cashier-2', 'cashier');
    await this.appoint('cashier-3', 'cashier');
    await this.appoint('auditor', 'auditor');
    await this.appoint('clerk', 'window-clerk');
    await this.appoint('cashier-elsewhere', 'cashier', '530130');
    await this.heartbeat();
  }
}

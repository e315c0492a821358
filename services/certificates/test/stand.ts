import { create, type DescMessage, type MessageInitShape, toBinary } from '@bufbuild/protobuf';
import { type CryptoKey, exportJWK, generateKeyPair, SignJWT } from 'jose';
import { PersonalVault, type Role } from '#lib/access';
import {
  AuthorityGrantedSchema,
  CaseDecidedSchema,
  DecisionRevokedSchema,
  HeartbeatSentSchema,
  KeysPublishedSchema,
  OrganisationChangedSchema,
  ResultReleasedSchema,
  serviceOf,
  StaffAppointedSchema,
} from '#lib/contracts';
import { deliverOnce, type EventStrategy } from '#lib/messaging';
import { runMigrations, Work } from '#lib/persistence';
import { EVENT_STRATEGY, newId, type Served } from '#lib/service-kit';
import { eventually, openStand, type Stand } from '#lib/testing';
import { CertificatesConfig } from '../src/certificates.config.js';
import { insertOnlyTables, migrations } from '../src/migrations/index.js';
import { startCertificates } from '../src/start.js';
import {
  creditCode,
  hall,
  organ,
  organName,
  personalKeys,
  plan,
  type PlanChange,
  region,
  writeSealKeys,
} from './office.js';

const issuer = 'http://identity.test';
export const publicUrl = 'http://hall.test/certificates';

/** An answer over HTTP. */
export interface Answer<B = Record<string, unknown>> {
  status: number;
  body: B;
  bytes: Buffer;
  type: string;
}

/** An event in its envelope, ready to be delivered any number of times in any order. */
export interface Said {
  envelope: Parameters<typeof deliverOnce>[2];
  payload: Uint8Array;
}

/** The certificate office in this process, on a schema of its own, hearing what a test says. */
export class CertificatesStand {
  private versions = new Map<string, number>();

  private constructor(
    readonly served: Served,
    readonly servers: Stand,
    private readonly key: CryptoKey,
  ) {}

  /** Starts the service; it hears of a hall, its people and the issuing organ unless told otherwise. */
  static async start(): Promise<CertificatesStand> {
    const servers = await openStand('certificates', 'review', 'dispatch');
    const migrate = async (url: string) => runMigrations(url, migrations);
    const config = Object.assign(new CertificatesConfig(), {
      MODE: 'development',
      DATABASE_URL: await servers.schema('certificates', migrate, insertOnlyTables),
      NATS_URL: servers.nats.urlOf('certificates'),
      LOG_LEVEL: process.env['LOG_LEVEL'] ?? 'silent',
      FAILPOINTS: '',
      ISSUER: issuer,
      PERSONAL_KEYS: personalKeys,
      SEAL_KEYS: await writeSealKeys(servers.directory),
      PRESS_MODE: 'inline',
      PUBLIC_URL: publicUrl,
    });
    const { privateKey, publicKey } = await generateKeyPair('ES256');
    const stand = new CertificatesStand(await startCertificates(config), servers, privateKey);
    const jwk = { ...(await exportJWK(publicKey)), kid: 'k1', alg: 'ES256' };
    await stand.hear(stand.say(KeysPublishedSchema, 'keys', { jwks: JSON.stringify({ keys: [jwk] }) }));
    await stand.openHall();
    return stand;
  }

  async close(): Promise<void> {
    await this.served.close();
    await this.servers.close();
  }

  get vault(): PersonalVault {
    return this.served.app.get(PersonalVault);
  }

  /** An event as its owner would say it; each call for an aggregate is its next version. */
  say<S extends DescMessage>(schema: S, id: string, content: MessageInitShape<S>): Said {
    const version = (this.versions.get(id) ?? 0) + 1;
    this.versions.set(id, version);
    const envelope = {
      eventId: newId(),
      type: schema.typeName,
      aggregate: serviceOf(schema.typeName),
      aggregateId: id,
      aggregateVersion: version,
      region,
      occurredAt: new Date(),
      authority: { personId: 'chief', letterId: 'letter-chief', letterVersion: 1 },
    };
    return { envelope, payload: toBinary(schema, create(schema, content)) };
  }

  /** Delivers events as the runner does. */
  async hear(...events: Said[]): Promise<void> {
    const { handlers } = this.served.app.get<EventStrategy>(EVENT_STRATEGY);
    const work = this.served.app.get(Work);
    for (const { envelope, payload } of events) {
      await work.run(async (tx) => deliverOnce(tx, handlers, envelope, payload));
    }
  }

  /** Rows of a query on the service's schema. */
  async rows<T = Record<string, unknown>>(sql: string, parameters: unknown[] = []): Promise<T[]> {
    return this.served.app.get(Work).run(async (tx) => tx.query<T[]>(sql, parameters));
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

  /** The departments decided a case. */
  decided(caseId: string, change: PlanChange = {}, outcome = 'approved'): Said {
    const applicant = {
      kind: 'natural-person',
      name: '张三丰',
      idKind: 'id-number',
      idNumber: '530129199001011234',
      phone: '13800000000',
    };
    return this.say(CaseDecidedSchema, caseId, {
      caseId,
      caseNumber: `530129${caseId}`,
      decisionId: `decision-${caseId}`,
      outcome,
      letterNumber: '民政许准〔2026〕1号',
      decidedBy: 'chief',
      plan: { ...plan, ...change },
      sealedApplicant: this.vault.seal(applicant, `applicant:${caseId}`),
      applicantIndex: `index-of-${caseId}`,
      hallId: hall,
    });
  }

  /** Dispatch released the result. */
  released(caseId: string): Said {
    const orderId = `order-${caseId}`;
    return this.say(ResultReleasedSchema, orderId, { orderId, caseId, outcome: 'approved' });
  }

  /** The departments revoked the decision. */
  revoked(caseId: string): Said {
    const content = { caseId, decisionId: `decision-${caseId}`, reason: '以欺骗手段取得' };
    return this.say(DecisionRevokedSchema, caseId, content);
  }

  /** Waits until a case's certificate is in a state. */
  async until(caseId: string, state: string): Promise<{ certificate_id: string; number: string; version: number }> {
    return eventually(async () => {
      const [row] = await this.rows<{ certificate_id: string; number: string; version: number; state: string }>(
        'SELECT certificate_id, number, version, state FROM certificate WHERE case_id = ?',
        [caseId],
      );
      if (row?.state !== state) throw new Error(`the certificate is ${row?.state ?? 'not there'}, not ${state}`);
      return row;
    });
  }

  /** A certificate that is held, or valid. */
  async certificate(
    state: 'held' | 'valid',
    change: PlanChange = {},
  ): Promise<{ caseId: string; id: string; number: string }> {
    const caseId = newId();
    await this.hear(this.decided(caseId, change));
    await this.until(caseId, 'held');
    if (state === 'valid') await this.hear(this.released(caseId));
    const { certificate_id: id, number } = await this.until(caseId, state);
    return { caseId, id, number };
  }

  /** An organisation is heard of. */
  async organisation(organisationId: string, name: string, kind: string, code = creditCode): Promise<void> {
    const content = { organisationId, name, shortName: name.slice(3, 5), kind, creditCode: code };
    await this.hear(this.say(OrganisationChangedSchema, organisationId, content));
  }

  private async appoint(staffId: string, organisationId: string, roles: Role[], powers: string[] = []): Promise<void> {
    const content = { staffId, organisationId, name: staffId, roles, state: 'active' };
    await this.hear(this.say(StaffAppointedSchema, staffId, content));
    if (powers.length === 0) return;
    const letterId = `letter-${staffId}`;
    const letter = { letterId, kind: 'chief-authorisation', letterNumber: `授〔2026〕${staffId}`, powers };
    const dates = { validFrom: '2020-01-01T00:00:00Z', validUntil: '2099-01-01T00:00:00Z' };
    const parties = { departmentId: organisationId, staffId, itemIds: [] };
    await this.hear(this.say(AuthorityGrantedSchema, letterId, { ...letter, ...dates, ...parties }));
  }

  private async openHall(): Promise<void> {
    await this.organisation(hall, '示范县政务服务中心', 'hall', '12530129000000000B');
    await this.organisation(organ, organName, 'department');
    await this.appoint('chief', organ, ['chief-representative'], ['decide', 'seal']);
    await this.appoint('chief-without-seal', organ, ['chief-representative'], ['decide']);
    await this.appoint('fire-chief', 'dept-xf', ['chief-representative'], ['decide', 'seal']);
    await this.appoint('clerk', hall, ['issue-clerk']);
    await this.heartbeat();
  }
}

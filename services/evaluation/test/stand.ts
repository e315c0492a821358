import {
  create,
  type DescMessage,
  fromBinary,
  type MessageInitShape,
  type MessageShape,
  toBinary,
} from '@bufbuild/protobuf';
import { type CryptoKey, exportJWK, generateKeyPair, SignJWT } from 'jose';
import {
  ApplicationLodgedSchema,
  CalendarPublishedSchema,
  CaseAcceptedSchema,
  KeysPublishedSchema,
  OrganisationChangedSchema,
  ResultDeliveredSchema,
  serviceOf,
  StaffAppointedSchema,
} from '#lib/contracts';
import { deliverOnce, type EventStrategy, retryParked } from '#lib/messaging';
import { runMigrations, Work } from '#lib/persistence';
import { Clock, EVENT_STRATEGY, newId, type Served } from '#lib/service-kit';
import { openStand, type Stand } from '#lib/testing';
import { EvaluationConfig } from '../src/evaluation.config.js';
import { insertOnlyTables, migrations } from '../src/migrations/index.js';
import { startEvaluation } from '../src/start.js';
import { type Answer, indexOf, type OccasionRow, type Said, type Where } from './facts.js';
import { department, hall, item, people, region, rules, sharedAddress, yard } from './office.js';

const issuer = 'http://identity.test';

/** The office of evaluations in this process, on a schema of its own. */
export class EvaluationStand {
  private versions = new Map<string, number>();

  private constructor(
    readonly served: Served,
    readonly servers: Stand,
    private readonly key: CryptoKey,
  ) {}

  /** Starts the service; it hears of a hall, a department, their people and the calendar. */
  static async start(): Promise<EvaluationStand> {
    const servers = await openStand('evaluation', 'intake', 'review', 'dispatch', 'catalogue');
    const config = Object.assign(new EvaluationConfig(), {
      MODE: 'development',
      DATABASE_URL: await servers.schema('evaluation', async (url) => runMigrations(url, migrations), insertOnlyTables),
      NATS_URL: servers.nats.urlOf('evaluation'),
      LOG_LEVEL: process.env['LOG_LEVEL'] ?? 'silent',
      FAILPOINTS: '',
      ISSUER: issuer,
      DIGEST_KEY: 'a key of thirty-two characters or more, for tests',
      RULES_BY_REGION: rules,
      SHARED_ADDRESSES: sharedAddress,
    });
    const { privateKey, publicKey } = await generateKeyPair('ES256');
    const stand = new EvaluationStand(await startEvaluation(config), servers, privateKey);
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
  say<S extends DescMessage>(
    schema: S,
    id: string,
    content: MessageInitShape<S>,
    { where = region, by = 'clerk' }: { where?: string; by?: string } = {},
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
      occurredAt: this.clock.now(),
      authority: { personId: by },
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
    const response = await fetch(`http://127.0.0.1:${this.served.port}${path}`, {
      method,
      headers: {
        ...(token === '' ? {} : { authorization: `Bearer ${token}` }),
        ...(method === 'POST' ? { 'content-type': 'application/json', 'idempotency-key': newId() } : {}),
        ...headers,
      },
      ...(method === 'POST' ? { body: JSON.stringify(body ?? {}) } : {}),
    });
    return { status: response.status, body: (await response.json()) as B };
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

  /** The token of the citizen whose blind index this is. */
  async citizen(index: string): Promise<string> {
    return this.token(`citizen-${index.slice(-8)}`, { kind: 'citizen', person_index: index });
  }

  /** An application was lodged at the window. */
  lodged(caseId: string, where: Where = {}): Said {
    const content = {
      caseId,
      applicationId: `application-${caseId}`,
      itemId: where.itemId ?? item,
      itemName: `事项 ${where.itemId ?? item}`,
      departmentId: where.departmentId ?? department,
      channel: 'window',
      applicantIndex: where.applicantIndex ?? indexOf(caseId),
      hallId: hall,
      lodgedBy: 'clerk',
    };
    return this.say(ApplicationLodgedSchema, caseId, content, { where: where.region ?? region });
  }

  /** It was accepted by the same clerk. */
  accepted(caseId: string): Said {
    return this.say(CaseAcceptedSchema, caseId, { caseId, acceptedBy: 'clerk' });
  }

  /** The result reached the applicant: over the window, unless said otherwise. */
  delivered(caseId: string, { mode = 'window', by = 'issue' } = {}): Said {
    const content = { caseId, orderId: `order-${caseId}`, mode, outcome: 'approved' };
    return this.say(ResultDeliveredSchema, `order-${caseId}`, content, { by });
  }

  /** The occasions of a case, by number. */
  async occasions(caseId: string): Promise<OccasionRow[]> {
    return this.rows<OccasionRow>(
      `SELECT occasion_id occasionId, case_id caseId, kind, service_number serviceNumber, served_by servedBy, state, version
         FROM occasion WHERE case_id = ? ORDER BY service_number`,
      [caseId],
    );
  }

  /** An occasion by its id. */
  async occasion(occasionId: string): Promise<OccasionRow> {
    const [row] = await this.rows<OccasionRow>('SELECT state, version FROM occasion WHERE occasion_id = ?', [
      occasionId,
    ]);
    if (row === undefined) throw new Error(`there is no occasion ${occasionId}`);
    return row;
  }

  /** The delivery of a new case, ready to be rated; its applicant's token. */
  async delivery(where: Where = {}, by = 'issue'): Promise<{ occasionId: string; caseId: string; citizen: string }> {
    const caseId = newId();
    await this.hear(this.lodged(caseId, where), this.delivered(caseId, { by }));
    const occasion = (await this.occasions(caseId)).find(({ kind }) => kind === 'delivery');
    if (occasion === undefined) throw new Error('the delivery has no occasion');
    return {
      occasionId: occasion.occasionId,
      caseId,
      citizen: await this.citizen(where.applicantIndex ?? indexOf(caseId)),
    };
  }

  /** The token the issue desk shows. */
  async invitation(occasionId: string, address = '198.51.100.1'): Promise<string> {
    const headers = { 'x-forwarded-for': address };
    const answer = await this.call('POST', `/occasions/${occasionId}/invitation`, 'issue', {}, headers);
    if (answer.status !== 200) throw new Error(JSON.stringify(answer.body));
    return String(answer.body['token']);
  }

  /** Rates by invitation, as a stranger from an address nobody else has. */
  async rateInvited(token: string, rating: object, headers: Record<string, string> = {}): Promise<Answer> {
    const from = { 'x-forwarded-for': yard(), ...headers };
    return this.call('POST', '/evaluations', '', { token, ...rating }, from);
  }

  /** What an aggregate announced of one kind. */
  async said<S extends DescMessage>(schema: S, aggregateId: string): Promise<MessageShape<S>[]> {
    const rows = await this.rows<{ payload: Buffer }>(
      'SELECT payload FROM outbox WHERE type = ? AND aggregate_id = ? ORDER BY aggregate_version',
      [schema.typeName, aggregateId],
    );
    return rows.map(({ payload }) => fromBinary(schema, payload));
  }

  /** Lets a number of days pass. */
  passDays(days: number): void {
    this.clock.moveTo(this.clock.offsetMs + days * 86_400_000);
  }

  private get work(): Work {
    return this.served.app.get(Work);
  }

  private get clock(): Clock {
    return this.served.app.get(Clock);
  }

  private async openHall(): Promise<void> {
    const about = { name: '示范县市场监督管理局', shortName: '示范市监', kind: 'department' };
    await this.hear(this.say(OrganisationChangedSchema, department, { organisationId: department, ...about }));
    for (const [staffId, organisationId, role, where] of people) {
      const content = { staffId, organisationId, name: staffId, roles: role.split(' '), state: 'active' };
      await this.hear(this.say(StaffAppointedSchema, staffId, content, { where }));
    }
    const calendar = { calendarId: 'cn', version: 1, label: 'cn-test', publishedThrough: '2030-12-31' };
    await this.hear(this.say(CalendarPublishedSchema, 'cn', calendar, { where: '000000' }));
  }
}

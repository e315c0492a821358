import { type DescMessage, fromBinary, type MessageInitShape, type MessageShape } from '@bufbuild/protobuf';
import type { Role } from '#lib/access';
import {
  AuthorityGrantedSchema,
  type EventAuthority,
  HeartbeatSentSchema,
  OrganisationChangedSchema,
  StaffAppointedSchema,
} from '#lib/contracts';
import { Work } from '#lib/persistence';
import { Clock, newId, type Served } from '#lib/service-kit';
import type { Stand } from '../stand.js';
import { type Answer, ask } from './ask.js';
import type { OpenService } from './run-service.js';
import { type About, deliver, inEnvelope, type Said, sweep } from './said.js';
import type { TokenSigner } from './token-signer.js';

/** What identity says of an organisation. */
export interface Organisation {
  name: string;
  kind: 'hall' | 'department';
  shortName?: string;
  creditCode?: string;
}

/**
 * A service in this process, on real servers, between a test that speaks for all others and people who call it over HTTP.
 * A service's own stand extends it with its facts and acts.
 */
export class ServiceStand {
  /** Another after a restart. */
  served: Served;
  readonly servers: Stand;
  private readonly signer: TokenSigner;
  private readonly versions = new Map<string, number>();

  /**
   * @param service as `openService` left it
   * @param usual where facts happen, and on whose authority, unless a test says otherwise
   */
  protected constructor(
    service: OpenService,
    private readonly usual: { region: string; authority?: EventAuthority },
  ) {
    this.served = service.served;
    this.servers = service.servers;
    this.signer = service.signer;
  }

  async close(): Promise<void> {
    await this.served.close();
    await this.servers.close();
  }

  get work(): Work {
    return this.served.app.get(Work);
  }

  get clock(): Clock {
    return this.served.app.get(Clock);
  }

  /** An event as its owner would say it; each call for an aggregate is its next version. */
  say<S extends DescMessage>(schema: S, id: string, content: MessageInitShape<S>, about: About = {}): Said {
    const version = (this.versions.get(id) ?? 0) + 1;
    this.versions.set(id, version);
    const known = { aggregateId: id, aggregateVersion: version, occurredAt: this.clock.now() };
    return inEnvelope(schema, content, { ...known, ...this.usual, ...about });
  }

  /** Delivers events one by one as the runner does. */
  async hear(...events: Said[]): Promise<void> {
    await deliver(this.served, events);
  }

  /** Tries everything that is parked, as the service's own sweep does every few seconds. */
  async sweep(): Promise<void> {
    await sweep(this.served);
  }

  /** Says and delivers a fact. */
  async tell<S extends DescMessage>(
    schema: S,
    id: string,
    content: MessageInitShape<S>,
    about: About = {},
  ): Promise<void> {
    await this.hear(this.say(schema, id, content, about));
  }

  /** Identity was alive: now (real time), unless told otherwise. */
  async heartbeat(sentAt = this.clock.real()): Promise<void> {
    await this.tell(HeartbeatSentSchema, 'heartbeat', { sentAt: sentAt.toISOString() });
  }

  /** An organisation is heard of. */
  async establish(organisationId: string, organisation: Organisation, about: About = {}): Promise<void> {
    const content = { organisationId, shortName: organisation.name, ...organisation };
    await this.tell(OrganisationChangedSchema, organisationId, content, about);
  }

  /** Somebody, named like their id, is appointed. */
  async appoint(staffId: string, organisationId: string, roles: Role[], about: About = {}): Promise<void> {
    const content = { staffId, organisationId, name: staffId, roles, state: 'active' };
    await this.tell(StaffAppointedSchema, staffId, content, about);
  }

  /** A chief representative's letter for every item of their department, `letter-<staff id>`. */
  async empower(staffId: string, departmentId: string, powers: string[]): Promise<void> {
    const letterId = `letter-${staffId}`;
    const letter = { letterId, kind: 'chief-authorisation', letterNumber: `授〔2026〕${staffId}`, powers, itemIds: [] };
    const dates = { validFrom: '2020-01-01T00:00:00Z', validUntil: '2099-01-01T00:00:00Z' };
    await this.tell(AuthorityGrantedSchema, letterId, { ...letter, ...dates, departmentId, staffId });
  }

  /** Rows of a query on the service's schema, under the service's own account. */
  async rows<T = Record<string, unknown>>(sql: string, parameters: unknown[] = []): Promise<T[]> {
    return this.work.run(async (tx) => tx.query<T[]>(sql, parameters));
  }

  /** What an aggregate announced of one kind, in order. */
  async said<S extends DescMessage>(schema: S, aggregateId: string): Promise<MessageShape<S>[]> {
    const rows = await this.rows<{ payload: Buffer }>(
      'SELECT payload FROM outbox WHERE type = ? AND aggregate_id = ? ORDER BY aggregate_version',
      [schema.typeName, aggregateId],
    );
    return rows.map(({ payload }) => fromBinary(schema, payload));
  }

  /** An access token as identity would sign it. @param lifetime seconds from now; below zero it has expired */
  async token(personId: string, claims: Record<string, unknown> = { kind: 'staff' }, lifetime = 600): Promise<string> {
    return this.signer.sign(personId, claims, Math.floor(this.clock.real().getTime() / 1_000) + lifetime);
  }

  /** A request with a fresh idempotency key, as a staff member, with a ready token, or as nobody (''). */
  async call<B = Record<string, unknown>>(
    method: 'GET' | 'POST',
    path: string,
    as: string,
    body: unknown = {},
    headers: Record<string, string> = {},
  ): Promise<Answer<B>> {
    const token = as === '' || as.startsWith('eyJ') ? as : await this.token(as);
    const identified = token === '' ? {} : { authorization: `Bearer ${token}` };
    if (method === 'GET') return this.send<B>(path, { headers: { ...identified, ...headers } });
    const posted = { 'content-type': 'application/json', 'idempotency-key': newId() };
    const all = { ...identified, ...posted, ...headers };
    return this.send<B>(path, { method, headers: all, body: JSON.stringify(body) });
  }

  /** A request as it is. */
  async send<B = Record<string, unknown>>(path: string, request: RequestInit): Promise<Answer<B>> {
    return ask<B>(`http://127.0.0.1:${this.served.port}${path}`, request);
  }
}

import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { create, type MessageInitShape, toBinary } from '@bufbuild/protobuf';
import type { GenMessage } from '@bufbuild/protobuf/codegenv2';
import type { Message } from '@bufbuild/protobuf';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import {
  AuthorityGrantedSchema,
  CalendarPublishedSchema,
  type Envelope,
  ItemPublishedSchema,
  KeysPublishedSchema,
  OrganisationChangedSchema,
  StaffAppointedSchema,
} from '#lib/contracts';
import { PersonalVault } from '#lib/access';
import { deliverOnce, type EventHandlers, type EventStrategy } from '#lib/messaging';
import { runMigrations, Work } from '#lib/persistence';
import { createSealAuthority, createSealKey, formatSealKey } from '#lib/seals';
import { Clock, EVENT_STRATEGY, newId, type Served } from '#lib/service-kit';
import { openStand, type Stand } from '#lib/testing';
import { IntakeConfig } from '../src/intake.config.js';
import { insertOnlyTables, migrations } from '../src/migrations/index.js';
import { startIntake } from '../src/start.js';
import { allItems } from './items.js';

export const region = '530129';
export const hallId = 'hall-530129';
export const issuer = 'https://identity.test';
const personalKeys = JSON.stringify({
  current: 1,
  keys: { 1: { encryption: '0f'.repeat(16), mac: '1e'.repeat(32) } },
  index: '2d'.repeat(32),
});

/** An answer of the service. */
export interface Answer {
  status: number;
  /** Whatever JSON came. */
  body: Content;
  bytes: Buffer;
  headers: Headers;
}

/** JSON whose shape the test asserts. */
// oxlint-disable-next-line typescript/no-explicit-any
export type Content = any;

/** Somebody signed in. */
export interface Person {
  get(path: string): Promise<Answer>;
  post(path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>;
  /** An act on a row at the version this person saw. */
  act(path: string, version: number, body?: unknown): Promise<Answer>;
  accept(path: string, version: number): Promise<Answer>;
  upload(path: string, content: Buffer, type: string, headers?: Record<string, string>): Promise<Answer>;
}

/** A front desk on real servers, with halls, clerks and items as heard from the others. */
export interface Desk {
  stand: Stand;
  served: Served;
  work: Work;
  clock: Clock;
  vault: PersonalVault;
  handlers: EventHandlers;
  hear<M extends Message>(
    schema: GenMessage<M>,
    content: MessageInitShape<GenMessage<M>>,
    about?: Partial<Envelope>,
  ): Promise<string>;
  staff(who: string, expires?: string): Promise<Person>;
  citizen(personIndex: string): Promise<Person>;
  rows(sql: string, parameters?: unknown[]): Promise<Content[]>;
  close(): Promise<void>;
}

const everybody = [
  { staffId: 'clerk', organisationId: hallId, roles: ['window-clerk'], region },
  { staffId: 'clerk-2', organisationId: hallId, roles: ['window-clerk'], region },
  { staffId: 'far-clerk', organisationId: 'hall-110101', roles: ['window-clerk'], region: '110101' },
  { staffId: 'reviewer-sj', organisationId: 'dept-sj', roles: ['reviewer'], region },
  { staffId: 'reviewer-mz', organisationId: 'dept-mz', roles: ['reviewer'], region },
];

function writeSealKeys(directory: string): string {
  const file = join(directory, 'seal-keys.json');
  const validity = { notBefore: new Date('2020-01-01T00:00:00Z'), notAfter: new Date('2040-01-01T00:00:00Z') };
  const authority = createSealAuthority({ organName: '测试印章机构', organCode: '11100000000013338W' }, validity);
  const key = createSealKey({ organName: '示范县政务服务中心', organCode: '12530129MB0000000X' }, authority, validity);
  const authorities = [Buffer.from(authority.certificateDer).toString('base64')];
  writeFileSync(file, JSON.stringify({ organs: { [hallId]: formatSealKey(key) }, authorities }), { mode: 0o600 });
  return file;
}

type Hear = Desk['hear'];

function makeHear(work: Work, handlers: EventHandlers): Hear {
  return async (schema, content, about = {}) => {
    const eventId = newId();
    const envelope: Envelope = {
      eventId,
      type: schema.typeName,
      aggregate: 'test',
      aggregateId: newId(),
      aggregateVersion: 1,
      region,
      occurredAt: new Date(),
      authority: { personId: 'somebody' },
      ...about,
    };
    const payload = toBinary(schema, create(schema, content));
    await work.run(async (tx) => deliverOnce(tx, handlers, envelope, payload));
    return eventId;
  };
}

/** Halls, people, letters, calendar and items, as the other services would have said them. */
async function introduce(hear: Hear): Promise<void> {
  const organisation = { shortName: '示范政务', kind: 'hall', creditCode: '12530129MB0000000X', aliases: [] };
  await hear(OrganisationChangedSchema, { ...organisation, organisationId: hallId, name: '示范县政务服务中心' });
  const far = { ...organisation, organisationId: 'hall-110101', name: '另一区政务服务中心', shortName: '另区政务' };
  await hear(OrganisationChangedSchema, far, { region: '110101' });
  for (const { region: where, ...staff } of everybody) {
    await hear(StaffAppointedSchema, { ...staff, name: '测试员', state: 'active', window: '1' }, { region: where });
  }
  for (const departmentId of ['dept-sj', 'dept-mz', 'dept-rs']) {
    await hear(AuthorityGrantedSchema, {
      letterId: `letter-${departmentId}`,
      kind: 'acceptance-delegation',
      letterNumber: `${departmentId}-1`,
      departmentId,
      hallId,
      // The letter of dept-rs covers another item only.
      itemIds: departmentId === 'dept-rs' ? ['RS99'] : [],
      validFrom: '2020-01-01T00:00:00Z',
      validUntil: '2040-01-01T00:00:00Z',
    });
  }
  const calendar = { calendarId: 'cn', version: 1, label: 'cn-test-1', publishedThrough: '2030-12-31' };
  await hear(CalendarPublishedSchema, { ...calendar, offDays: {}, makeupWorkdays: {} });
  for (const item of allItems) await hear(ItemPublishedSchema, { item, effectiveFrom: '2020-01-01T00:00:00Z' });
}

/**
 * @param more migrations after the service's own, for what a test wants otherwise
 * @returns a desk ready for work
 */
export async function openDesk(more: (new () => object)[] = []): Promise<Desk> {
  const stand = await openStand('intake');
  const migrate = async (url: string) => runMigrations(url, [...migrations, ...more]);
  const databaseUrl = await stand.schema('intake', migrate, insertOnlyTables);
  const keys = await generateKeyPair('ES256');
  const served = await startIntake(configOf(stand, databaseUrl));
  const work = served.app.get(Work, { strict: false });
  const { handlers } = served.app.get<EventStrategy>(EVENT_STRATEGY, { strict: false });
  const hear = makeHear(work, handlers);
  await hear(KeysPublishedSchema, { jwks: JSON.stringify({ keys: [await exportJWK(keys.publicKey)] }) });
  await introduce(hear);
  const base = `http://127.0.0.1:${served.port}`;
  const sign = async (claims: Record<string, string>, sub: string, expires: string): Promise<string> =>
    new SignJWT(claims)
      .setProtectedHeader({ alg: 'ES256' })
      .setSubject(sub)
      .setIssuer(issuer)
      .setAudience('yichuang')
      .setIssuedAt()
      .setExpirationTime(expires)
      .sign(keys.privateKey);
  return {
    stand,
    served,
    work,
    clock: served.app.get(Clock, { strict: false }),
    vault: served.app.get(PersonalVault, { strict: false }),
    handlers,
    hear,
    staff: async (who, expires = '10m') => personOf(base, await sign({ kind: 'staff' }, who, expires)),
    citizen: async (index) => personOf(base, await sign({ kind: 'citizen', person_index: index }, `c-${index}`, '10m')),
    rows: async (sql, parameters = []) => work.run(async (tx) => tx.query(sql, parameters)),
    close: async () => {
      await served.close();
      await stand.close();
    },
  };
}

function configOf(stand: Stand, databaseUrl: string): IntakeConfig {
  return Object.assign(new IntakeConfig(), {
    MODE: 'development',
    DATABASE_URL: databaseUrl,
    NATS_URL: stand.nats.urlOf('intake'),
    LOG_LEVEL: 'error',
    ISSUER: issuer,
    PERSONAL_KEYS: personalKeys,
    SEAL_KEYS: writeSealKeys(stand.directory),
    PRESS_MODE: 'inline',
    FILES_DIR: join(stand.directory, 'files'),
  });
}

function personOf(base: string, token: string): Person {
  const authorization = `Bearer ${token}`;
  const send = async (method: string, path: string, init: RequestInit): Promise<Answer> => {
    const response = await fetch(`${base}${path}`, { method, ...init });
    const bytes = Buffer.from(await response.arrayBuffer());
    const json = response.headers.get('content-type')?.includes('json') === true;
    return {
      status: response.status,
      body: json ? JSON.parse(bytes.toString()) : undefined,
      bytes,
      headers: response.headers,
    };
  };
  const post: Person['post'] = async (path, body = {}, headers = {}) =>
    send('POST', path, {
      headers: { authorization, 'content-type': 'application/json', 'idempotency-key': newId(), ...headers },
      body: JSON.stringify(body),
    });
  return {
    get: async (path) => send('GET', path, { headers: { authorization } }),
    post,
    act: async (path, version, body) => post(path, body, { 'if-match': `"${version}"` }),
    accept: async (path, version) =>
      send('POST', path, { headers: { authorization, 'idempotency-key': newId(), 'if-match': `"${version}"` } }),
    upload: async (path, content, type, headers = {}) =>
      send('POST', path, {
        headers: { authorization, 'content-type': type, 'idempotency-key': newId(), ...digestOf(content), ...headers },
        body: new Uint8Array(content),
      }),
  };
}

const digestOf = (bytes: Buffer): Record<string, string> => ({
  'content-digest': `sha-256=:${createHash('sha256').update(bytes).digest('base64')}:`,
});

import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type { DescMessage, MessageInitShape, MessageShape } from '@bufbuild/protobuf';
import { PersonalVault } from '#lib/access';
import {
  AuthorityGrantedSchema,
  CalendarPublishedSchema,
  ItemPublishedSchema,
  StaffAppointedSchema,
} from '#lib/contracts';
import { newId } from '#lib/service-kit';
import {
  type About,
  type Answer as AnswerOf,
  makePersonalKeys,
  type Migration,
  openService,
  type Said,
  ServiceStand,
} from '#lib/testing';
import { IntakeConfig } from '../src/intake.config.js';
import { insertOnlyTables, migrations } from '../src/migrations/index.js';
import { startIntake } from '../src/start.js';
import { allItems } from './items.js';

export const region = '530129';
export const hallId = 'hall-530129';
const personalKeys = makePersonalKeys();
const creditCode = '12530129MB0000000X';
const seal = { organisationId: hallId, organName: '示范县政务服务中心', organCode: creditCode };
const parts = { name: 'intake', config: IntakeConfig, insertOnlyTables, start: startIntake, seal };

/** An answer of the service: whatever JSON came. */
export type Answer = AnswerOf<Content>;

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

const everybody = [
  { staffId: 'clerk', organisationId: hallId, roles: ['window-clerk'], region },
  { staffId: 'clerk-2', organisationId: hallId, roles: ['window-clerk'], region },
  { staffId: 'far-clerk', organisationId: 'hall-110101', roles: ['window-clerk'], region: '110101' },
  { staffId: 'reviewer-sj', organisationId: 'dept-sj', roles: ['reviewer'], region },
  { staffId: 'reviewer-mz', organisationId: 'dept-mz', roles: ['reviewer'], region },
];

/** A front desk with halls, clerks and items as heard from the others. */
export class Desk extends ServiceStand {
  /**
   * @param more migrations after the service's own, for what a test wants otherwise
   * @returns a desk ready for work
   */
  static async start(more: Migration[] = []): Promise<Desk> {
    const service = await openService({ ...parts, migrations: [...migrations, ...more] }, ({ directory }) => ({
      PERSONAL_KEYS: personalKeys,
      FILES_DIR: join(directory, 'files'),
    }));
    const desk = new Desk(service, { region });
    await desk.introduce();
    return desk;
  }

  get vault(): PersonalVault {
    return this.served.app.get(PersonalVault);
  }

  /** A fact of another service, of an aggregate that says nothing else. */
  fact<S extends DescMessage>(schema: S, content: MessageInitShape<S>, about: About = {}): Said {
    return this.say(schema, newId(), content, about);
  }

  /** Somebody of the staff. @param lifetime of their token in seconds */
  async staff(who: string, lifetime?: number): Promise<Person> {
    return personOf(this, await this.token(who, { kind: 'staff' }, lifetime));
  }

  async citizen(personIndex: string): Promise<Person> {
    return personOf(this, await this.token(`c-${personIndex}`, { kind: 'citizen', person_index: personIndex }));
  }

  override async rows<T = Content>(sql: string, parameters: unknown[] = []): Promise<T[]> {
    return super.rows<T>(sql, parameters);
  }

  /** The first fact of a kind an aggregate announced. @throws Error when it has announced none */
  async firstSaid<S extends DescMessage>(schema: S, aggregateId: string): Promise<MessageShape<S>> {
    const [first] = await this.said(schema, aggregateId);
    if (first === undefined) throw new Error(`${aggregateId} has not said ${schema.typeName}`);
    return first;
  }

  /** The names of all an aggregate announced, in order. */
  async typesSaid(aggregateId: string): Promise<string[]> {
    const sql = 'SELECT type FROM outbox WHERE aggregate_id = ? ORDER BY aggregate_version';
    return (await this.rows(sql, [aggregateId])).map(({ type }) => type.split('.').at(-1));
  }

  /** Halls, people, letters, calendar and items, as the other services would have said them. */
  private async introduce(): Promise<void> {
    const hall = { shortName: '示范政务', kind: 'hall', creditCode } as const;
    await this.establish(hallId, { ...hall, name: '示范县政务服务中心' });
    const far = { ...hall, name: '另一区政务服务中心', shortName: '另区政务' };
    await this.establish('hall-110101', far, { region: '110101' });
    for (const { region: where, ...staff } of everybody) {
      const content = { ...staff, name: '测试员', state: 'active', window: '1' };
      await this.tell(StaffAppointedSchema, staff.staffId, content, { region: where });
    }
    for (const departmentId of ['dept-sj', 'dept-mz', 'dept-rs']) await this.delegate(departmentId);
    const calendar = { calendarId: 'cn', version: 1, label: 'cn-test-1', publishedThrough: '2030-12-31' };
    await this.tell(CalendarPublishedSchema, 'cn', { ...calendar, offDays: {}, makeupWorkdays: {} });
    for (const item of allItems) {
      await this.hear(this.fact(ItemPublishedSchema, { item, effectiveFrom: '2020-01-01T00:00:00Z' }));
    }
  }

  private async delegate(departmentId: string): Promise<void> {
    await this.tell(AuthorityGrantedSchema, `letter-${departmentId}`, {
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
}

function personOf(desk: Desk, token: string): Person {
  const keyed = (): Record<string, string> => ({ authorization: `Bearer ${token}`, 'idempotency-key': newId() });
  const post: Person['post'] = async (path, body, headers) => desk.call<Content>('POST', path, token, body, headers);
  return {
    get: async (path) => desk.call<Content>('GET', path, token),
    post,
    act: async (path, version, body) => post(path, body, { 'if-match': `"${version}"` }),
    accept: async (path, version) =>
      desk.send<Content>(path, { method: 'POST', headers: { ...keyed(), 'if-match': `"${version}"` } }),
    upload: async (path, content, type, headers = {}) =>
      desk.send<Content>(path, {
        method: 'POST',
        headers: { ...keyed(), 'content-type': type, ...digestOf(content), ...headers },
        body: new Uint8Array(content),
      }),
  };
}

const digestOf = (bytes: Buffer): Record<string, string> => ({
  'content-digest': `sha-256=:${createHash('sha256').update(bytes).digest('base64')}:`,
});

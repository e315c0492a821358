import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { create } from '@bufbuild/protobuf';
import type { DataSource, MigrationInterface, QueryRunner } from 'typeorm';
import { CalendarPublishedSchema } from '#lib/contracts';
import { InboxRow, messagingTables } from '#lib/messaging';
import { createDataSource, findTogether, runMigrations, type Tx, Work } from '#lib/persistence';
import { Clock } from '#lib/service-kit';
import { openStand, type Stand } from '#lib/testing';
import {
  addRegionAndPublication,
  CalendarCopy,
  calendarCopiesInsertOnly,
  keepCalendar,
  knownCalendars,
  newestCalendar,
} from '../src/index.js';

const heardFirst = '2026-03-01 02:03:04.567';

/** A table as it was before it kept whose region a calendar is and from when it counts, with a version heard then. */
class Older1700000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const table = `CREATE TABLE calendar_copy (
      calendar_id varchar(40) NOT NULL, version int NOT NULL, label varchar(80) NOT NULL,
      published_through varchar(10) NOT NULL, off_days json NOT NULL, makeup_workdays json NOT NULL,
      PRIMARY KEY (calendar_id, version))`;
    const heard = `INSERT INTO inbox (handler, event_id, aggregate_id, aggregate_version, handled_at)
      VALUES ('keep-calendar-on-calendar-published', 'e1', 'cn', 1, '${heardFirst}')`;
    const row = `INSERT INTO calendar_copy VALUES ('cn', 1, 'cn-1', '2026-12-31', '{"2026-10-01":"国庆节"}', '{}')`;
    for (const statement of [...messagingTables, table, heard, row]) await runner.query(statement);
  }

  async down(): Promise<void> {}
}

class OneShape1700000010000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of addRegionAndPublication) await runner.query(statement);
  }

  async down(): Promise<void> {}
}

let stand: Stand;
const sources: DataSource[] = [];
const replicas: Work[] = [];
beforeAll(async () => {
  stand = await openStand();
  const migrate = async (url: string): Promise<unknown> =>
    runMigrations(url, [Older1700000000000, OneShape1700000010000]);
  const url = await stand.schema('calendars', migrate, calendarCopiesInsertOnly);
  // Each data source has a memory of its own, as each process of a service has.
  for (let replica = 0; replica < 2; replica += 1) {
    const source = await createDataSource({ url, entities: [CalendarCopy, InboxRow] }).initialize();
    sources.push(source);
    replicas.push(new Work(source, new Clock()));
  }
});
afterAll(async () => {
  for (const source of sources) await source.destroy();
  await stand.close();
});

const [one, other] = [0, 1].map((place) => (): Work => replicas[place] as Work) as [() => Work, () => Work];

/** Keeps a version as its handler does. */
async function keep(tx: Tx, version: number, offDays: Record<string, string> = {}): Promise<boolean> {
  const content = { calendarId: 'cn', version, label: `cn-${version}`, publishedThrough: '2027-12-31', offDays };
  const envelope = {
    eventId: `e${version}`,
    type: CalendarPublishedSchema.typeName,
    aggregate: 'catalogue',
    aggregateId: 'cn',
    aggregateVersion: version,
    region: '000000',
    occurredAt: new Date(`2026-0${version}-01T00:00:00Z`),
    authority: { personId: 'chief' },
  };
  const event = create(CalendarPublishedSchema, content);
  return (await keepCalendar({ tx, event, envelope, handler: 'keep-calendar-on-calendar-published' })) !== undefined;
}

const newest = async (work: Work): Promise<string> => work.run(async (tx) => (await newestCalendar(tx)).version);

it('keeps what an older table held, counting from when it was heard', async () => {
  const calendars = await one().run(knownCalendars);
  expect(calendars.newest).toEqual({
    version: 1,
    publishedAt: new Date(`${heardFirst.replace(' ', 'T')}Z`),
    table: {
      version: 'cn-1',
      region: '000000',
      publishedThrough: '2026-12-31',
      offDays: { '2026-10-01': '国庆节' },
      makeupWorkdays: {},
    },
  });
});

it('uses a version in the next transaction of every replica, once it is committed and not before', async () => {
  expect([await newest(one()), await newest(other())]).toEqual(['cn-1', 'cn-1']);
  await one().run(async (tx) => {
    expect(await keep(tx, 3)).toBe(true);
    expect(await newest(other())).toBe('cn-1');
  });
  expect([await newest(other()), await newest(one())]).toEqual(['cn-3', 'cn-3']);
});

it('keeps a lower version that comes late, which changes nothing that is newest', async () => {
  expect(await one().run(async (tx) => keep(tx, 2, { '2026-05-06': '停工' }))).toBe(true);
  expect(await one().run(async (tx) => keep(tx, 2))).toBe(false);
  for (const work of [one(), other()]) {
    expect(await newest(work)).toBe('cn-3');
    const calendars = await work.run(knownCalendars);
    expect(calendars.named('cn-2')?.table.offDays).toEqual({ '2026-05-06': '停工' });
    expect(calendars.at(new Date('2026-02-15T00:00:00Z'))?.version).toBe(2);
    expect(calendars.named('cn-1')).toBeDefined();
  }
});

it('forgets a version whose transaction came to nothing', async () => {
  const undone = one().run(async (tx) => {
    await keep(tx, 4);
    expect((await newestCalendar(tx)).version).toBe('cn-4');
    throw new Error('undone');
  });
  await expect(undone).rejects.toThrow('undone');
  expect([await newest(one()), await newest(other())]).toEqual(['cn-3', 'cn-3']);
});

it('reads the days of a version once: what is asked again is only which versions there are', async () => {
  const known = await one().run(knownCalendars);
  expect(await one().run(knownCalendars)).toBe(known);
});

it('reads rows of several tables together, as they are read alone', async () => {
  await one().run(async (tx) => {
    const parts = {
      calendars: { entity: CalendarCopy, where: { calendarId: 'cn' } },
      heard: { entity: InboxRow, where: { eventId: 'e1' }, only: ['handler', 'handledAt'] },
      nothing: { entity: CalendarCopy, where: { calendarId: 'none' } },
    } as const;
    const { calendars, heard, nothing } = await findTogether(tx, parts);
    const byVersion = [...calendars].sort((a, b) => a.version - b.version);
    expect(byVersion).toEqual(
      // Compared without their class, which rows that are read together do not have.
      (await tx.find(CalendarCopy, { where: { calendarId: 'cn' }, order: { version: 'ASC' } })).map((row) =>
        Object.fromEntries(Object.entries(row)),
      ),
    );
    const [row] = await tx.find(InboxRow, { where: { eventId: 'e1' } });
    expect(heard).toEqual([{ handler: row?.handler, handledAt: row?.handledAt }]);
    expect(nothing).toEqual([]);
  });
});

import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { create, type DescMessage, type MessageInitShape, toBinary } from '@bufbuild/protobuf';
import * as fc from 'fast-check';
import {
  AuthorityGrantedSchema,
  AuthorityRevokedSchema,
  type Envelope,
  OrganisationChangedSchema,
  StaffAppointedSchema,
} from '#lib/contracts';
import { deliverOnce, type EventHandlers, retryParked } from '#lib/messaging';
import { runMigrations, type Tx, Work } from '#lib/persistence';
import { EVENT_STRATEGY, newId, type Served } from '#lib/service-kit';
import { openStand, type Stand } from '#lib/testing';
import { CatalogueConfig } from '../src/catalogue.config.js';
import { insertOnlyTables, migrations } from '../src/migrations/index.js';
import { startCatalogue } from '../src/start.js';

/*
 * The copies of identity's facts are the same in every service; the catalogue stands for all of them here, as it hears
 * nothing else.
 */

let stand: Stand;
let served: Served;
let handlers: EventHandlers;
let work: Work;

beforeAll(async () => {
  stand = await openStand('catalogue');
  const url = await stand.schema('catalogue', async (to) => runMigrations(to, [...migrations]), insertOnlyTables);
  const config = Object.assign(new CatalogueConfig(), {
    MODE: 'development',
    DATABASE_URL: url,
    NATS_URL: stand.nats.urlOf('catalogue'),
    LOG_LEVEL: 'silent',
    ISSUER: 'http://127.0.0.1:1/oidc',
  });
  served = await startCatalogue(config);
  handlers = served.app.get<{ handlers: EventHandlers }>(EVENT_STRATEGY, { strict: false }).handlers;
  work = served.app.get(Work);
});

afterAll(async () => {
  await served?.close();
  await stand?.close();
});

interface Said {
  envelope: Envelope;
  payload: Uint8Array;
}

function said<S extends DescMessage>(schema: S, id: string, version: number, content: MessageInitShape<S>): Said {
  const envelope: Envelope = {
    eventId: newId(),
    type: schema.typeName,
    aggregate: 'any',
    aggregateId: id,
    aggregateVersion: version,
    region: '530129',
    occurredAt: new Date('2026-11-23T02:00:00Z'),
    authority: { personId: 'authority-wu' },
  };
  return { envelope, payload: toBinary(schema, create(schema, content)) };
}

/** One person's, one department's and one letter's history. */
function historyOf(key: string): Said[] {
  const department = { organisationId: `d${key}`, kind: 'department', creditCode: '', shortName: '' };
  const person = { staffId: `s${key}`, organisationId: `d${key}`, name: '甲', roles: ['reviewer'] };
  const dates = { validFrom: '2026-01-01T00:00:00Z', validUntil: '2027-01-01T00:00:00Z' };
  const letter = { letterId: `l${key}`, kind: 'chief-authorisation', departmentId: `d${key}`, staffId: `s${key}` };
  return [
    said(OrganisationChangedSchema, `d${key}`, 1, { ...department, name: '旧名' }),
    said(OrganisationChangedSchema, `d${key}`, 2, { ...department, name: '新名' }),
    said(StaffAppointedSchema, `s${key}`, 1, { ...person, state: 'active' }),
    said(StaffAppointedSchema, `s${key}`, 2, { ...person, roles: ['chief-representative'], state: 'active' }),
    said(StaffAppointedSchema, `s${key}`, 3, { ...person, roles: ['chief-representative'], state: 'ended' }),
    said(AuthorityGrantedSchema, `l${key}`, 1, { ...letter, ...dates, powers: ['decide'] }),
    said(AuthorityRevokedSchema, `l${key}`, 2, { letterId: `l${key}`, effectiveAt: '2026-06-01T00:00:00Z' }),
  ];
}

async function hear(tx: Tx, { envelope, payload }: Said): Promise<void> {
  await deliverOnce(tx, handlers, envelope, payload);
  await retryParked(tx, handlers, [envelope.aggregateId]);
}

it('keeps the same copies of staff, organisations and letters for any order of the facts, with repeats', async () => {
  const places = [...Array(historyOf('0').length).keys()];
  const anyOrder = fc
    .array(fc.constantFrom(...places), { maxLength: 8 })
    .chain((more) => fc.shuffledSubarray([...places, ...more], { minLength: places.length + more.length }));
  await fc.assert(
    fc.asyncProperty(anyOrder, async (order) => {
      const key = newId();
      const history = historyOf(key);
      for (const place of order) await work.run(async (tx) => hear(tx, history[place] as Said));
      const rows = await work.run(async (tx) => ({
        organisation: await tx.query(`SELECT name, version FROM organisation_copy WHERE organisation_id = 'd${key}'`),
        staff: await tx.query(`SELECT state, version FROM staff_copy WHERE staff_id = 's${key}'`),
        letter: await tx.query(`SELECT revoked_at, version FROM letter_copy WHERE letter_id = 'l${key}'`),
        handled: await tx.query(
          `SELECT COUNT(*) AS n FROM inbox WHERE aggregate_id IN ('d${key}', 's${key}', 'l${key}')`,
        ),
        parked: await tx.query('SELECT event_id FROM parked'),
      }));
      expect(rows).toEqual({
        organisation: [{ name: '新名', version: 2 }],
        staff: [{ state: 'ended', version: 3 }],
        letter: [{ revoked_at: new Date('2026-06-01T00:00:00Z'), version: 2 }],
        handled: [{ n: String(history.length) }],
        parked: [],
      });
    }),
    { numRuns: 25 },
  );
});

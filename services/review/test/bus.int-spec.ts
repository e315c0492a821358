import { type DynamicModule, Module } from '@nestjs/common';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { fromBinary } from '@bufbuild/protobuf';
import { CaseAcceptedSchema, WithdrawalRequestedSchema } from '#lib/contracts';
import { announce, MESSAGING_ENTITIES, MessagingModule, messagingTables } from '#lib/messaging';
import { timerTables, Work } from '#lib/persistence';
import {
  businessTimeTables,
  idempotencyTables,
  newId,
  serve,
  type Served,
  ServiceConfig,
  ServiceKitModule,
} from '#lib/service-kit';
import { eventually, runService } from '#lib/testing';
import { region } from './hall.js';
import { ReviewStand } from './stand.js';

class CreateDesk1700000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const all = [...messagingTables, ...idempotencyTables, ...businessTimeTables, ...timerTables];
    for (const statement of all) await runner.query(statement);
  }

  async down(): Promise<void> {}
}

@Module({})
class Desk {}

let stand: ReviewStand;
let desk: Served;

/** A front desk that only says: its own journal, its own user of the bus. */
async function startDesk(config = new ServiceConfig()): Promise<Served> {
  const module: DynamicModule = {
    module: Desk,
    imports: [
      ServiceKitModule.forService({ service: 'intake', config, entities: [...MESSAGING_ENTITIES] }),
      MessagingModule.forService({ service: 'intake', natsUrl: config.NATS_URL }),
    ],
  };
  return serve('intake', module, config);
}

const front = {
  name: 'intake',
  config: ServiceConfig,
  migrations: [CreateDesk1700000000000],
  insertOnlyTables: [],
  start: startDesk,
};

beforeAll(async () => {
  stand = await ReviewStand.start();
  desk = (await runService(stand.servers, front)).served;
});
afterAll(async () => {
  await desk.close();
  await stand.close();
});

it('hears the front desk over the bus, the request before its case', async () => {
  const caseId = newId();
  const requestId = newId();
  const by = { personId: 'clerk' };
  const accepted = fromBinary(CaseAcceptedSchema, stand.accepted(caseId).payload);
  await desk.app.get(Work).run(async (tx) => {
    const request = { aggregate: 'withdrawal', id: requestId, version: 1, region };
    announce(tx, WithdrawalRequestedSchema, request, by, { caseId, requestId, reason: '不办了' });
    announce(tx, CaseAcceptedSchema, { aggregate: 'case', id: caseId, version: 2, region }, by, accepted);
  });
  await eventually(async () => {
    const cases = await stand.rows('SELECT state FROM review_case WHERE case_id = ?', [caseId]);
    const requests = await stand.rows('SELECT state FROM withdrawal WHERE request_id = ?', [requestId]);
    expect([cases, requests]).toEqual([[{ state: 'in-review' }], [{ state: 'requested' }]]);
  });
});

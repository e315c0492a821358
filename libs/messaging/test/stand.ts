import { Controller, type DynamicModule, Get, Module, Post } from '@nestjs/common';
import { Entity, type MigrationInterface, PrimaryColumn, type QueryRunner, VersionColumn } from 'typeorm';
import { CaseAcceptedSchema, type CaseAccepted, CaseClosedSchema, type CaseClosed } from '#lib/contracts';
import { runMigrations, state, text, timerTables, whole, Work } from '#lib/persistence';
import {
  ActParam,
  type ActRequest,
  Acts,
  businessTimeTables,
  failpoint,
  idempotencyTables,
  newId,
  OpenRoute,
  serve,
  type Served,
  ServiceConfig,
  ServiceKitModule,
} from '#lib/service-kit';
import { openStand, type Stand } from '#lib/testing';
import {
  Door,
  type Delivery,
  hear,
  MESSAGING_ENTITIES,
  messagingInsertOnly,
  messagingMigrations,
  MessagingModule,
  messagingTables,
  OnEvent,
  type Transitions,
} from '../src/index.js';

/** A matter at the saying desk: accepted, then closed. */
@Entity({ name: 'matter' })
export class Matter {
  @PrimaryColumn({ type: 'varchar', length: 40 }) caseId: string;
  @state() state: string;
  @text(12) region: string;
  @VersionColumn({ type: 'int' }) version: number;
}

export const matterTransitions = {
  accept: { from: ['new'], to: 'accepted', announces: CaseAcceptedSchema },
  close: { from: ['accepted'], to: 'closed', announces: CaseClosedSchema },
} as const satisfies Transitions;

export const matterDoor = new Door({
  aggregate: 'case',
  noun: { zh: '办件', en: 'case' },
  entity: Matter,
  key: 'caseId',
  transitions: matterTransitions,
});

/** What the listening desk has done for a case: each count must end at one. */
@Entity({ name: 'heard_case' })
export class HeardCase {
  @PrimaryColumn({ type: 'varchar', length: 40 }) caseId: string;
  @whole() opened: number;
  @whole() closed: number;
}

/** Cases whose handler must fail, for poison tests. */
export const poison = new Set<string>();

@Controller()
export class OpenOnCaseAcceptedHandler {
  @OnEvent(CaseAcceptedSchema)
  async handle({ tx, event }: Delivery<CaseAccepted>): Promise<void> {
    // A database's own message repeats the value it was given.
    if (poison.has(event.caseId)) await tx.query(`INSERT INTO heard_case VALUES ('陈小满', 0, 0), ('陈小满', 0, 0)`);
    await tx.query(
      'INSERT INTO heard_case (case_id, opened, closed) VALUES (?, 1, 0) ON DUPLICATE KEY UPDATE opened = opened + 1',
      [event.caseId],
    );
    tx.touch(event.caseId);
  }
}

@Controller()
export class CloseOnCaseClosedHandler {
  @OnEvent(CaseClosedSchema)
  async handle(delivery: Delivery<CaseClosed>): Promise<void> {
    const { tx, event } = delivery;
    const heard = await tx.findOne(HeardCase, { where: { caseId: event.caseId } });
    await hear(delivery, heard === undefined ? 'wait' : 'apply', {
      awaits: event.caseId,
      state: 'opened',
      remedy: 'none',
      apply: async () => tx.query('UPDATE heard_case SET closed = closed + 1 WHERE case_id = ?', [event.caseId]),
    });
  }
}

/** Matters taken in over HTTP: accepted at once. */
@OpenRoute()
@Controller('matters')
export class MattersController {
  constructor(
    private readonly acts: Acts,
    private readonly work: Work,
  ) {}

  @Post()
  async accept(@ActParam() act: ActRequest): Promise<{ caseId: string }> {
    return this.acts.once(act, async (tx) => {
      const caseId = newId();
      await matterDoor.enter(tx, { caseId, region: '530129' }, 'accept', by, { caseId });
      return { caseId };
    });
  }

  @Get()
  async count(): Promise<{ matters: number }> {
    return { matters: await this.work.run(async (tx) => tx.manager.count(Matter)) };
  }
}

/** Accepts and closes one matter, each in a commit of its own. */
export async function acceptAndClose(desk: Served): Promise<void> {
  const work = desk.app.get(Work);
  const caseId = newId();
  const it = await work.run(async (tx) => {
    const entered = await matterDoor.enter(tx, { caseId, region: '530129' }, 'accept', by, { caseId });
    await failpoint('act.before-commit');
    return entered;
  });
  await failpoint('act.after-commit');
  await work.run(async (tx) => matterDoor.advance(tx, it, 'close', by, { caseId, outcome: 'approved' }));
}

const by = { personId: 'clerk' };

class CreateStand1700000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const own = [
      'CREATE TABLE matter (case_id varchar(40) PRIMARY KEY, state varchar(32) NOT NULL, region varchar(12) NOT NULL, version int NOT NULL, KEY state (state))',
      'CREATE TABLE heard_case (case_id varchar(40) PRIMARY KEY, opened int NOT NULL, closed int NOT NULL)',
    ];
    for (const sql of [...messagingTables, ...idempotencyTables, ...businessTimeTables, ...timerTables, ...own]) {
      await runner.query(sql);
    }
  }
  async down(): Promise<void> {}
}

/** Makes the stand's tables in a schema. */
export async function migrateStand(url: string): Promise<void> {
  await runMigrations(url, [CreateStand1700000000000, ...messagingMigrations]);
}

@Module({})
class StandModule {}

/** A saying desk and a listening one, each on a schema of its own, and their servers. */
export interface Desks {
  stand: Stand;
  intakeUrl: string;
  reviewUrl: string;
  intake: Served;
  review: Served;
}

type Handlers = (new () => object)[];

const heardHere: Handlers = [OpenOnCaseAcceptedHandler, CloseOnCaseClosedHandler];

/** Starts both in this process. @param hears the handlers of the listening one */
export async function openDesks(hears = heardHere): Promise<Desks> {
  const stand = await openStand('intake', 'review');
  const intakeUrl = await stand.schema('intake', migrateStand, messagingInsertOnly);
  const reviewUrl = await stand.schema('review', migrateStand, messagingInsertOnly);
  const intake = await startDesk('intake', intakeUrl, stand.nats.urlOf('intake'));
  const review = await startDesk('review', reviewUrl, stand.nats.urlOf('review'), hears);
  return { stand, intakeUrl, reviewUrl, intake, review };
}

/** A saying desk (`intake`) or a listening desk (`review`), in this process. */
export async function startDesk(
  service: 'intake' | 'review',
  database: string,
  nats: string,
  hears = heardHere,
  patience?: number,
): Promise<Served> {
  const config = Object.assign(new ServiceConfig(), {
    MODE: 'development',
    PORT: 0,
    DATABASE_URL: database,
    NATS_URL: nats,
    LOG_LEVEL: process.env['LOG_LEVEL'] ?? 'silent',
    DRAIN_MILLISECONDS: Number(process.env['DRAIN_MILLISECONDS'] ?? 0),
    FAILPOINTS: process.env['FAILPOINTS'] ?? '',
  });
  const module: DynamicModule = {
    module: StandModule,
    imports: [
      ServiceKitModule.forService({ service, config, entities: [...MESSAGING_ENTITIES, Matter, HeardCase] }),
      MessagingModule.forService({ service, natsUrl: nats, patience }),
    ],
    controllers: service === 'review' ? hears : [MattersController],
  };
  return serve(service, module, config);
}

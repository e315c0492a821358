import { Controller, type DynamicModule, Module, Post } from '@nestjs/common';
import { HeardCase, Matter, matterDoor } from './stand.js';
import { CaseAcceptedSchema, type CaseAccepted } from '#lib/contracts';
import { type Delivery, MESSAGING_ENTITIES, MessagingModule, OnEvent } from '../src/index.js';
import {
  ActParam,
  type ActRequest,
  Acts,
  Log,
  newId,
  OpenRoute,
  run,
  serve,
  ServiceConfig,
  ServiceKitModule,
} from '#lib/service-kit';

/* A desk as a process of its own that writes a line while a request is under way, or while it handles an event. */

@OpenRoute()
@Controller('matters')
class LoggedMattersController {
  constructor(
    private readonly acts: Acts,
    private readonly log: Log,
  ) {}

  @Post()
  async accept(@ActParam() act: ActRequest): Promise<{ caseId: string }> {
    return this.acts.once(act, async (tx) => {
      const caseId = newId();
      await matterDoor.enter(tx, { caseId, region: '530129' }, 'accept', { personId: 'clerk' }, { caseId });
      this.log.fact('accepting', { caseId });
      return { caseId };
    });
  }
}

@Controller()
class LogOnCaseAcceptedHandler {
  constructor(private readonly log: Log) {}

  @OnEvent(CaseAcceptedSchema)
  async handle({ tx, event: { caseId } }: Delivery<CaseAccepted>): Promise<void> {
    await tx.query('SELECT 1');
    this.log.fact('hearing', { caseId });
  }
}

@Module({})
class LoggingDeskModule {}

const env = (name: string): string => process.env[name] ?? '';

await run(env('DESK'), async () => {
  const [service, natsUrl] = [env('DESK'), env('NATS_URL')];
  const own = { MODE: 'development', PORT: 0, DATABASE_URL: env('DATABASE_URL'), NATS_URL: natsUrl, LOG_LEVEL: 'info' };
  const config = Object.assign(new ServiceConfig(), { ...own, DRAIN_MILLISECONDS: 0, FAILPOINTS: '' });
  const module: DynamicModule = {
    module: LoggingDeskModule,
    imports: [
      ServiceKitModule.forService({ service, config, entities: [...MESSAGING_ENTITIES, Matter, HeardCase] }),
      MessagingModule.forService({ service, natsUrl }),
    ],
    controllers: service === 'review' ? [LogOnCaseAcceptedHandler] : [LoggedMattersController],
  };
  return serve(service, module, config);
});

import { Controller, type DynamicModule, Injectable, Module } from '@nestjs/common';
import { CaseAcceptedSchema } from '#lib/contracts';
import type { DueTimer, TimerAct, Tx } from '#lib/persistence';
import { Log, run, serve, ServiceConfig, ServiceKitModule } from '#lib/service-kit';
import { Backlog, MESSAGING_ENTITIES, MessagingModule, OnEvent } from '../src/index.js';

/* A desk as a process of its own, with a timer that waits for the backlog and writes a line when it fires. */

@Injectable()
class WaitingTimer implements TimerAct {
  readonly kind = 'waiting';

  constructor(
    private readonly backlog: Backlog,
    private readonly log: Log,
  ) {}

  isReady(): boolean {
    return !this.backlog.isWaitedFor();
  }

  async fire(_: Tx, { subjectId }: DueTimer): Promise<void> {
    await Promise.resolve(this.log.fact('fired', { subject: subjectId }));
  }
}

@Controller()
class HearOnCaseAcceptedHandler {
  @OnEvent(CaseAcceptedSchema)
  async handle(): Promise<void> {}
}

@Module({})
class BacklogDeskModule {}

const env = (name: string): string => process.env[name] ?? '';

await run('review', async () => {
  const [service, natsUrl] = ['review', env('NATS_URL')];
  const own = { MODE: 'development', PORT: 0, DATABASE_URL: env('DATABASE_URL'), NATS_URL: natsUrl, LOG_LEVEL: 'info' };
  const config = Object.assign(new ServiceConfig(), { ...own, DRAIN_MILLISECONDS: 0, FAILPOINTS: '' });
  const module: DynamicModule = {
    module: BacklogDeskModule,
    imports: [
      ServiceKitModule.forService({ service, config, entities: [...MESSAGING_ENTITIES], timers: [WaitingTimer] }),
      MessagingModule.forService({ service, natsUrl, patience: Number(env('PATIENCE')) }),
    ],
    controllers: [HearOnCaseAcceptedHandler],
    providers: [WaitingTimer],
  };
  return serve(service, module, config);
});

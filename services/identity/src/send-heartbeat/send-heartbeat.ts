import { Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { Work } from '#lib/persistence';
import { Log } from '#lib/service-kit';
import { sendHeartbeat } from '../heartbeat/heartbeat.repository.js';

/** Looks more often than every 15 s, so that a missed one is made good and another replica's end is noticed. */
const lookMilliseconds = 2_500;

/** Tells every 15 s of real time that identity lives: who does not hear it for 60 s refuses to decide and to seal. */
@Injectable()
export class SendHeartbeat implements OnApplicationBootstrap, OnModuleDestroy {
  private timer: NodeJS.Timeout | undefined;
  private looking: Promise<void> = Promise.resolve();

  constructor(
    private readonly work: Work,
    private readonly log: Log,
  ) {}

  /** The first is sent before the service answers. */
  async onApplicationBootstrap(): Promise<void> {
    await this.look();
    this.timer = setInterval(() => {
      this.looking = this.looking.then(async () => this.look());
    }, lookMilliseconds);
  }

  async onModuleDestroy(): Promise<void> {
    clearInterval(this.timer);
    await this.looking;
  }

  private async look(): Promise<void> {
    try {
      await this.work.run(sendHeartbeat);
    } catch (error) {
      // The next look tries again; whoever listens notices a silence by itself.
      this.log.fault('heartbeat', error);
    }
  }
}

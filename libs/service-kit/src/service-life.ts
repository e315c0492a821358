import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import { DataSource } from 'typeorm';
import { type TimerAct, TimerRunner, Work } from '#lib/persistence';
import { Health } from './http/health.js';
import { SERVICE_OPTIONS, type ServiceKitOptions } from './service-options.js';
import { tellOfDatabase } from './telemetry/database-figures.js';
import { Log } from './telemetry/log.js';
import { Metrics } from './telemetry/metrics.js';
import { Clock } from './time/clock.js';

/** Starts the timers when the service is up; stops them, then the database, when it goes down. */
@Injectable()
export class ServiceLife implements OnApplicationBootstrap, OnApplicationShutdown {
  private timers: TimerRunner[] = [];

  constructor(
    @Inject(SERVICE_OPTIONS) private readonly options: ServiceKitOptions,
    private readonly modules: ModuleRef,
    private readonly dataSource: DataSource,
    private readonly work: Work,
    private readonly log: Log,
    private readonly health: Health,
    private readonly metrics: Metrics,
    private readonly clock: Clock,
  ) {}

  onApplicationBootstrap(): void {
    this.health.need({ name: 'database', check: async () => Boolean(await this.dataSource.query('SELECT 1')) });
    tellOfDatabase(this.metrics, this.dataSource, this.clock);
    const acts = (this.options.timers ?? []).map((act) => this.modules.get(act, { strict: false }));
    // What has to wait for others keeps nothing else waiting.
    const waits = (act: TimerAct): boolean => act.until !== undefined;
    this.startTimers(acts.filter(waits));
    this.startTimers(acts.filter((act) => !waits(act)));
  }

  private startTimers(acts: TimerAct[]): void {
    const timers = new TimerRunner(this.work, acts, {
      failed: (timer, error) => this.log.fault('timer failed', error, { kind: timer.kind, subject: timer.subjectId }),
      broken: (error) => this.log.fault('timers cannot be read', error),
    });
    timers.start();
    this.timers.push(timers);
  }

  async onApplicationShutdown(): Promise<void> {
    await Promise.all(this.timers.map(async (timers) => timers.stop()));
    if (this.dataSource.isInitialized) await this.dataSource.destroy();
  }
}

import { type DynamicModule, Global, Module } from '@nestjs/common';
import { APP_FILTER, APP_PIPE } from '@nestjs/core';
import { DataSource } from 'typeorm';
import { createDataSource, DueTimer, Work } from '#lib/persistence';
import { Acts } from './http/acts.js';
import { Health } from './http/health.js';
import { HealthController } from './http/health.controller.js';
import { MetricsController } from './http/metrics.controller.js';
import { IdempotencyRow } from './http/idempotency.entity.js';
import { ProblemFilter } from './http/problem.filter.js';
import { Refusals } from './http/refusals.js';
import { validationPipe } from './http/validation.js';
import { Log } from './telemetry/log.js';
import { Metrics } from './telemetry/metrics.js';
import { BusinessTime } from './time/business-time.entity.js';
import { Clock } from './time/clock.js';
import { ServiceLife } from './service-life.js';
import { SERVICE_OPTIONS, type ServiceKitOptions } from './service-options.js';

/** The ground every service stands on: database, transactions, clock, timers, problems, health. */
@Global()
@Module({})
export class ServiceKitModule {
  /** @param options what the service says of itself */
  static forService(options: ServiceKitOptions): DynamicModule {
    return {
      module: ServiceKitModule,
      controllers: [HealthController, MetricsController],
      providers: [
        { provide: SERVICE_OPTIONS, useValue: options },
        { provide: Log, useFactory: () => new Log(options.service, options.config.LOG_LEVEL) },
        Clock,
        Health,
        Metrics,
        Refusals,
        { provide: DataSource, useFactory: () => openDatabase(options) },
        { provide: Work, useFactory: openWork, inject: [DataSource, Clock] },
        Acts,
        ServiceLife,
        { provide: APP_FILTER, useClass: ProblemFilter },
        { provide: APP_PIPE, useFactory: validationPipe },
      ],
      exports: [SERVICE_OPTIONS, Log, Clock, Health, Metrics, Refusals, DataSource, Work, Acts],
    };
  }
}

async function openDatabase(options: ServiceKitOptions): Promise<DataSource> {
  const own = [IdempotencyRow, BusinessTime, DueTimer];
  return createDataSource({ url: options.config.DATABASE_URL, entities: [...own, ...options.entities] }).initialize();
}

/** Business time is known before anybody can act: the offset last heard is read first. */
async function openWork(dataSource: DataSource, clock: Clock): Promise<Work> {
  const row = await dataSource.manager.findOneBy(BusinessTime, { id: 'offset' });
  clock.moveTo(Number(row?.offsetMs ?? 0));
  return new Work(dataSource, clock);
}

import { type DynamicModule, Global, Module } from '@nestjs/common';
import { Work } from '#lib/persistence';
import { Clock, EVENT_STRATEGY, Health, Log, Metrics } from '#lib/service-kit';
import { Backlog } from '../inbox/backlog.js';
import { EventStrategy } from './event.strategy.js';

/** Whose messages they are and where the bus is. */
export interface MessagingOptions {
  service: string;
  natsUrl: string;
  /** Milliseconds for which a backlog that stands still is waited for; ten minutes, unless told otherwise. */
  patience?: number | undefined;
}

/** Gives a service its outbox relay and its event handlers. */
@Global()
@Module({})
export class MessagingModule {
  /** @param options whose messages, which bus */
  static forService(options: MessagingOptions): DynamicModule {
    return {
      module: MessagingModule,
      providers: [
        {
          provide: Backlog,
          useFactory: (work: Work, clock: Clock, log: Log) => new Backlog({ ...options, work, clock, log }),
          inject: [Work, Clock, Log],
        },
        {
          provide: EVENT_STRATEGY,
          useFactory: (work: Work, log: Log, health: Health, metrics: Metrics, clock: Clock, backlog: Backlog) =>
            new EventStrategy({ ...options, work, log, health, metrics, clock, backlog }),
          inject: [Work, Log, Health, Metrics, Clock, Backlog],
        },
      ],
      exports: [EVENT_STRATEGY, Backlog],
    };
  }
}

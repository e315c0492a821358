import { type DynamicModule, Global, Module } from '@nestjs/common';
import { Work } from '#lib/persistence';
import { Clock, EVENT_STRATEGY, Health, Log, Metrics } from '#lib/service-kit';
import { EventStrategy } from './event.strategy.js';

/** Whose messages they are and where the bus is. */
export interface MessagingOptions {
  service: string;
  natsUrl: string;
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
          provide: EVENT_STRATEGY,
          useFactory: (work: Work, log: Log, health: Health, metrics: Metrics, clock: Clock) =>
            new EventStrategy({ ...options, work, log, health, metrics, clock }),
          inject: [Work, Log, Health, Metrics, Clock],
        },
      ],
      exports: [EVENT_STRATEGY],
    };
  }
}

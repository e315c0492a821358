import { type DynamicModule, Global, Module } from '@nestjs/common';
import { Work } from '#lib/persistence';
import { EVENT_STRATEGY, Health, Log } from '#lib/service-kit';
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
          useFactory: (work: Work, log: Log, health: Health) => new EventStrategy({ ...options, work, log, health }),
          inject: [Work, Log, Health],
        },
      ],
      exports: [EVENT_STRATEGY],
    };
  }
}

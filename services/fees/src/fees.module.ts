import { type DynamicModule, Module } from '@nestjs/common';
import { ACCESS_ENTITIES, AccessModule } from '#lib/access';
import { MESSAGING_ENTITIES, MessagingModule } from '#lib/messaging';
import { ServiceKitModule } from '#lib/service-kit';
import { FeesConfig } from './fees.config.js';

const entities = [...MESSAGING_ENTITIES, ...ACCESS_ENTITIES];

@Module({})
class FeesModule {}

/** Wires the cashier’s office. @param config its validated environment */
export function feesModule(config: FeesConfig): DynamicModule {
  const service = 'fees';
  return {
    module: FeesModule,
    imports: [
      ServiceKitModule.forService({ service, config, entities }),
      MessagingModule.forService({ service, natsUrl: config.NATS_URL }),
      AccessModule.forService({ issuer: config.ISSUER }),
    ],
    providers: [{ provide: FeesConfig, useValue: config }],
  };
}

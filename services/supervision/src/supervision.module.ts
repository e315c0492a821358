import { type DynamicModule, Module } from '@nestjs/common';
import { ACCESS_ENTITIES, AccessModule } from '#lib/access';
import { MESSAGING_ENTITIES, MessagingModule } from '#lib/messaging';
import { ServiceKitModule } from '#lib/service-kit';
import { SupervisionConfig } from './supervision.config.js';

const entities = [...MESSAGING_ENTITIES, ...ACCESS_ENTITIES];

@Module({})
class SupervisionModule {}

/** Wires supervision. @param config its validated environment */
export function supervisionModule(config: SupervisionConfig): DynamicModule {
  const service = 'supervision';
  return {
    module: SupervisionModule,
    imports: [
      ServiceKitModule.forService({ service, config, entities }),
      MessagingModule.forService({ service, natsUrl: config.NATS_URL }),
      AccessModule.forService({ issuer: config.ISSUER }),
    ],
    providers: [{ provide: SupervisionConfig, useValue: config }],
  };
}

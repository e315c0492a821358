import { type DynamicModule, Module } from '@nestjs/common';
import { ACCESS_ENTITIES, AccessModule } from '#lib/access';
import { MESSAGING_ENTITIES, MessagingModule } from '#lib/messaging';
import { ServiceKitModule } from '#lib/service-kit';
import { EvaluationConfig } from './evaluation.config.js';

const entities = [...MESSAGING_ENTITIES, ...ACCESS_ENTITIES];

@Module({})
class EvaluationModule {}

/** Wires the office of evaluations. @param config its validated environment */
export function evaluationModule(config: EvaluationConfig): DynamicModule {
  const service = 'evaluation';
  return {
    module: EvaluationModule,
    imports: [
      ServiceKitModule.forService({ service, config, entities }),
      MessagingModule.forService({ service, natsUrl: config.NATS_URL }),
      AccessModule.forService({ issuer: config.ISSUER }),
    ],
    providers: [{ provide: EvaluationConfig, useValue: config }],
  };
}

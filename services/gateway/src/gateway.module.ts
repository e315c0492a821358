import { type DynamicModule, Module } from '@nestjs/common';
import { ServiceKitModule } from '#lib/service-kit';
import { GatewayConfig } from './gateway.config.js';
import { OpenApiController } from './openapi/openapi.controller.js';
import { RequestBudget } from './proxy/request-budget.js';
import { ServiceRoutes } from './proxy/service-routes.js';
import { Session, SignIn } from './session/session.entity.js';
import { Sessions } from './session/sessions.js';
import { OpenIdClient } from './sign-in/open-id-client.js';
import { SignInController } from './sign-in/sign-in.controller.js';
import { SignOutController } from './sign-out/sign-out.controller.js';

@Module({})
class GatewayModule {}

/** Wires the door. @param config its validated environment */
export function gatewayModule(config: GatewayConfig): DynamicModule {
  return {
    module: GatewayModule,
    imports: [ServiceKitModule.forService({ service: 'gateway', config, entities: [Session, SignIn] })],
    controllers: [SignInController, SignOutController, OpenApiController],
    providers: [{ provide: GatewayConfig, useValue: config }, OpenIdClient, Sessions, RequestBudget, ServiceRoutes],
  };
}

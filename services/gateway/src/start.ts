import { loadConfig, serve, type Served } from '#lib/service-kit';
import { GatewayConfig } from './gateway.config.js';
import { gatewayModule } from './gateway.module.js';

/**
 * Starts the door.
 *
 * @param config its environment, validated
 */
export async function startGateway(config: GatewayConfig = loadConfig(GatewayConfig)): Promise<Served> {
  return serve('gateway', gatewayModule(config), config, { withoutEvents: true });
}

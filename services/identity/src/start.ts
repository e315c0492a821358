import { loadConfig, serve, type Served } from '#lib/service-kit';
import { IdentityConfig } from './identity.config.js';
import { identityModule } from './identity.module.js';

/**
 * Starts the office of staff and authority.
 *
 * @param config its environment, validated
 * @returns the running service
 */
export async function startIdentity(config: IdentityConfig = loadConfig(IdentityConfig)): Promise<Served> {
  return serve('identity', identityModule(config), config);
}

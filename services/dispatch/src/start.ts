import { loadConfig, serve, type Served } from '#lib/service-kit';
import { DispatchConfig } from './dispatch.config.js';
import { dispatchModule } from './dispatch.module.js';

/**
 * Starts the issue desk.
 *
 * @param config its environment, validated
 */
export async function startDispatch(config: DispatchConfig = loadConfig(DispatchConfig)): Promise<Served> {
  return serve('dispatch', dispatchModule(config), config, { rawBody: true });
}

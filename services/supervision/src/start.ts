import { loadConfig, serve, type Served } from '#lib/service-kit';
import { SupervisionConfig } from './supervision.config.js';
import { supervisionModule } from './supervision.module.js';

/** Starts supervision. @param config its validated environment */
export async function startSupervision(config: SupervisionConfig = loadConfig(SupervisionConfig)): Promise<Served> {
  return serve('supervision', supervisionModule(config), config);
}

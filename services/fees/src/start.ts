import { loadConfig, serve, type Served } from '#lib/service-kit';
import { FeesConfig } from './fees.config.js';
import { feesModule } from './fees.module.js';

/** Starts the cashier’s office. @param config its validated environment */
export async function startFees(config: FeesConfig = loadConfig(FeesConfig)): Promise<Served> {
  return serve('fees', feesModule(config), config, { rawBody: true });
}

import { loadConfig, serve, type Served } from '#lib/service-kit';
import { IntakeConfig } from './intake.config.js';
import { intakeModule } from './intake.module.js';

/**
 * Starts the front desk (前台综合受理).
 *
 * @param config its environment, validated
 * @returns the running service
 */
export async function startIntake(config: IntakeConfig = loadConfig(IntakeConfig)): Promise<Served> {
  return serve('intake', intakeModule(config), config);
}

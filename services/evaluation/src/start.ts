import { loadConfig, serve, type Served } from '#lib/service-kit';
import { EvaluationConfig } from './evaluation.config.js';
import { evaluationModule } from './evaluation.module.js';

/** Starts the office of evaluations. @param config its validated environment */
export async function startEvaluation(config: EvaluationConfig = loadConfig(EvaluationConfig)): Promise<Served> {
  return serve('evaluation', evaluationModule(config), config);
}

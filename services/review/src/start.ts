import { loadConfig, serve, type Served } from '#lib/service-kit';
import { ReviewConfig } from './review.config.js';
import { reviewModule } from './review.module.js';

/** Starts the departments' service. @param config its validated environment */
export async function startReview(config: ReviewConfig = loadConfig(ReviewConfig)): Promise<Served> {
  return serve('review', reviewModule(config), config);
}

import { run } from '#lib/service-kit';
import { startReview } from './start.js';

await run('review', startReview);

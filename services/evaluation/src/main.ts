import { run } from '#lib/service-kit';
import { startEvaluation } from './start.js';

await run('evaluation', startEvaluation);

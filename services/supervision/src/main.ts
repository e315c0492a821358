import { run } from '#lib/service-kit';
import { startSupervision } from './start.js';

await run('supervision', startSupervision);

import { run } from '#lib/service-kit';
import { startFees } from './start.js';

await run('fees', startFees);

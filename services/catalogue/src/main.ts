import { run } from '#lib/service-kit';
import { startCatalogue } from './start.js';

await run('catalogue', startCatalogue);

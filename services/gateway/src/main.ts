import { run } from '#lib/service-kit';
import { startGateway } from './start.js';

await run('gateway', startGateway);

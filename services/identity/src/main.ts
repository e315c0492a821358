import { run } from '#lib/service-kit';
import { startIdentity } from './start.js';

await run('identity', async () => startIdentity());

import { run } from '#lib/service-kit';
import { startIntake } from './start.js';

await run('intake', async () => startIntake());

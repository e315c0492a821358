import { run } from '#lib/service-kit';
import { startDispatch } from './start.js';

await run('dispatch', startDispatch);

import { run } from '#lib/service-kit';
import { startCertificates } from './start.js';

await run('certificates', startCertificates);

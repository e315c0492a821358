import { runSimulator } from './run-simulator.js';
import { simulatorConfig } from './simulator.config.js';
import { startSms } from './sms-simulator.js';

await runSimulator('sms', async () => startSms(simulatorConfig(process.env)));

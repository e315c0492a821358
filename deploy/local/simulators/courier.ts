import { startCourier } from './courier-simulator.js';
import { runSimulator } from './run-simulator.js';
import { courierConfig } from './simulator.config.js';

await runSimulator('courier', async () => startCourier(courierConfig(process.env)));

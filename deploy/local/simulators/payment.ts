import { startPayment } from './payment-simulator.js';
import { runSimulator } from './run-simulator.js';
import { courierConfig } from './simulator.config.js';

await runSimulator('payment', async () => startPayment(courierConfig(process.env)));

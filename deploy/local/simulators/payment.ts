import { startPayment } from './payment-simulator.js';
import { runSimulator } from './run-simulator.js';
import { paymentConfig } from './simulator.config.js';

await runSimulator('payment', async () => startPayment(paymentConfig(process.env)));

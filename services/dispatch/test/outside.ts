import { type Behaviour, startCourier } from '../../../deploy/local/simulators/courier-simulator.js';
import type { Simulator } from '../../../deploy/local/simulators/json-server.js';
import type { CourierSimulatorConfig } from '../../../deploy/local/simulators/simulator.config.js';
import { startSms } from '../../../deploy/local/simulators/sms-simulator.js';
import { secrets } from './office.js';

/** The courier and the text message service, as the local deployment simulates them. */
export class Outside {
  private constructor(
    readonly courier: Simulator,
    readonly sms: Simulator,
    private readonly config: CourierSimulatorConfig,
  ) {}

  static async start(): Promise<Outside> {
    const where = { host: '127.0.0.1', port: 0 };
    const unheard = { callbackUrl: 'http://127.0.0.1:1/', delayMs: 20, repeatEvery: 1 };
    const config = { ...where, ...unheard, secret: secrets.courier };
    return new Outside(await startCourier(config), await startSms({ ...where, secret: secrets.sms }), config);
  }

  /** Where the courier calls back: every callback comes twice. Elsewhere than at the desk it is refused for good. */
  callTo(port: number, path = '/courier/callbacks'): void {
    this.config.callbackUrl = `http://127.0.0.1:${port}${path}`;
  }

  /** How long the courier takes to the pick-up, and from there to the door, in milliseconds. */
  carryIn(delayMs: number): void {
    this.config.delayMs = delayMs;
  }

  /** How one of them behaves from now on. */
  async behave(who: 'courier' | 'sms', mode: Behaviour): Promise<void> {
    await fetch(`${this[who].url}/behaviour`, { method: 'POST', body: JSON.stringify({ mode }) });
  }

  /** The texts that were sent. */
  async texts(): Promise<{ messageId: string; phone: string; text: string }[]> {
    const answer = await fetch(`${this.sms.url}/messages`);
    const { items } = (await answer.json()) as { items: { messageId: string; phone: string; text: string }[] };
    return items;
  }

  async close(): Promise<void> {
    await this.courier.close();
    await this.sms.close();
  }
}

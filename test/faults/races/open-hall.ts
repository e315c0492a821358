import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Ending, prepare } from '../../../deploy/local/prepare.js';
import { demonstrationPassword } from '../../../deploy/local/steps/seed.js';
import { gatewayUrl } from '../../../deploy/local/steps/service-environment.js';
import { People } from '../../../deploy/local/walks/people.js';
import { command, type Said } from '../small-deployment.js';

/** Who acts in the races, beside everybody of the walks. */
const racers = ['chief-ga-crj', 'chief-wj', 'manager-sun'];

/** A whole hall that is open: its own servers, every service a process of its own, everybody in front of the gateway. */
export class OpenHall {
  private constructor(
    private readonly directory: string,
    private readonly ending: Ending,
    readonly people: People,
    /** Address of the payment provider's simulator. */
    readonly provider: string,
  ) {}

  /** Prepares a deployment in a directory of its own and starts it; returns once everybody of the walks may work. */
  static async open(): Promise<OpenHall> {
    const directory = mkdtempSync(join(tmpdir(), 'yichuang-'));
    process.env['YICHUANG_DIRECTORY'] = directory;
    const ending = new Ending();
    const { state, deployment } = await prepare(ending);
    await deployment.start();
    const { addresses } = deployment;
    const people = new People(gatewayUrl(addresses), demonstrationPassword(state));
    await people.everybodySignsIn();
    // One after the other: a desk that asks for somebody twice at once would sign them in twice.
    for (const login of racers) await people.get(login);
    return new OpenHall(directory, ending, people, `http://127.0.0.1:${addresses.ports.payment}`);
  }

  /** Runs `npm run check` on it, as it is: what is under way is waited for. */
  async check(): Promise<Said> {
    return command(this.directory, 'check/command.js', 'checkCommand', []);
  }

  /** Stops everything and removes it. */
  async close(): Promise<void> {
    await this.ending.end();
    rmSync(this.directory, { recursive: true, force: true });
  }
}

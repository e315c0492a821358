import type { Deployment } from '../../deploy/local/deployment.js';
import { runLoad } from './load.js';
import { type Office, untilDecided } from './office.js';
import type { Screen } from './screen.js';

/** Certificates that become due all at once, as when their service was away while departments went on deciding. */
export class PilesOfPapers {
  constructor(
    private readonly office: Office,
    private readonly screen: Screen,
    private readonly deployment: Deployment,
  ) {}

  /**
   * Halts certificates and decides so many cases meanwhile. Then the service runs again.
   *
   * @param count how many certificates are due
   * @returns the seconds until all of them are sealed
   */
  async pile(count: number): Promise<{ sealed: Promise<number> }> {
    await this.deployment.halt('certificates');
    const cases = new Set<string>();
    const decide = async (...[watch, number]: Parameters<Parameters<typeof runLoad>[0]>): Promise<string> => {
      const lodged = await this.office.lodge(number);
      cases.add(lodged.id);
      await untilDecided(this.office, this.screen, watch, lodged);
      return 'decided';
    };
    await runLoad(decide, { cases: count, concurrency: 16 });
    const all = this.screen.certificates(cases);
    await this.deployment.crash('certificates');
    const began = performance.now();
    return { sealed: all.then(() => (performance.now() - began) / 1_000) };
  }
}

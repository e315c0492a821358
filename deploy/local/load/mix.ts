import type { Kind } from './kind.js';
import { corrected } from './kinds/corrected.js';
import { denied } from './kinds/denied.js';
import { posted } from './kinds/posted.js';
import { refused } from './kinds/refused.js';
import { straight } from './kinds/straight.js';
import { withdrawn } from './kinds/withdrawn.js';
import type { Random } from './random.js';

/** Every kind of walk there is. */
export const kinds: Readonly<Record<string, Kind>> = { straight, denied, refused, corrected, posted, withdrawn };

/** Shares of a day at the hall. */
export const usualMix = 'straight=70,posted=8,corrected=8,denied=5,refused=5,withdrawn=4';

/** Which kinds, and how much of each. */
export class Mix {
  private constructor(private readonly shares: readonly [name: string, share: number][]) {}

  /** @param text `kind=share,…`, e.g. `straight=90,refused=10` @throws Error naming the kinds there are */
  static parse(text: string): Mix {
    const shares = text.split(',').map((part): [string, number] => {
      const [name = '', share = '1'] = part.trim().split('=');
      if (kinds[name] === undefined || !(Number(share) >= 0)) {
        throw new Error(`--mix: "${part}" is not <kind>=<share>; kinds are ${Object.keys(kinds).join(', ')}`);
      }
      return [name, Number(share)];
    });
    if (shares.every(([, share]) => share === 0)) throw new Error('--mix: every share is 0');
    return new Mix(shares);
  }

  /** One of the kinds, as often as its share says. */
  pick(random: Random): { name: string; kind: Kind } {
    let left = random.next() * this.shares.reduce((sum, [, share]) => sum + share, 0);
    const found = this.shares.find(([, share]) => (left -= share) < 0) ?? this.shares[0];
    const [name = '', kind] = [found?.[0], kinds[found?.[0] ?? '']];
    if (kind === undefined) throw new Error('an empty mix');
    return { name, kind };
  }
}

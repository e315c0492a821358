import type { Kind } from './kind.js';
import { corrected } from './kinds/corrected.js';
import { denied } from './kinds/denied.js';
import { joint } from './kinds/joint.js';
import { oneMatter } from './kinds/one-matter.js';
import { outstanding } from './kinds/outstanding.js';
import { paidLate } from './kinds/paid-late.js';
import { paid } from './kinds/paid.js';
import { posted } from './kinds/posted.js';
import { rated, ratedBadly } from './kinds/rated.js';
import { refused } from './kinds/refused.js';
import { straight } from './kinds/straight.js';
import { withdrawn } from './kinds/withdrawn.js';
import type { Random } from './random.js';

/** Every kind of walk there is. */
export const kinds: Readonly<Record<string, Kind>> = {
  straight,
  refused,
  corrected,
  withdrawn,
  posted,
  denied,
  joint,
  'one-matter': oneMatter,
  paid,
  'paid-late': paidLate,
  outstanding,
  rated,
  'rated-badly': ratedBadly,
};

/** Shares of a day at the hall. */
export const usualMix =
  'straight=70,refused=4,corrected=5,withdrawn=1,posted=2,denied=2,joint=4,one-matter=2,paid=3,paid-late=1,outstanding=3,rated=2,rated-badly=1';

/** From so many walks on, every kind of a mix occurs. */
const everyKindFrom = 100;

/** A kind with its name. */
export interface NamedKind {
  name: string;
  kind: Kind;
}

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

  /**
   * What is walked first, in a random order: one of each kind when there are walks enough, else nothing. The rest is for
   * {@link pick}.
   */
  opening(cases: number, random: Random): NamedKind[] {
    const asked = this.shares.filter(([, share]) => share > 0).map(([name]) => named(name));
    return cases < everyKindFrom ? [] : random.shuffled(asked);
  }

  /** One of the kinds, as often as its share says. */
  pick(random: Random): NamedKind {
    let left = random.next() * this.shares.reduce((sum, [, share]) => sum + share, 0);
    const found = this.shares.find(([, share]) => (left -= share) < 0) ?? this.shares[0];
    return named(found?.[0] ?? '');
  }
}

function named(name: string): NamedKind {
  const kind = kinds[name];
  if (kind === undefined) throw new Error('an empty mix');
  return { name, kind };
}

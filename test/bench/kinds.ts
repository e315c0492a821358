import { type CaseRun, type Stopwatch, wholeCase } from './load.js';

/** How a case can go, in the order in which a mix names their shares. */
export const kinds = [wholeCase, 'refused at the desk', 'corrected once', 'withdrawn in review'] as const;

/** One of them. */
export type Kind = (typeof kinds)[number];

/** Shares of the kinds, percent. */
export type Mix = readonly number[];

/** Only straight cases, so that ratios stay comparable from run to run. */
export const straightOnly: Mix = [100, 0, 0, 0];

/** @param text `90,4,5,1` @throws Error when these are not four shares of a hundred */
export function parseMix(text: string): Mix {
  const shares = text.split(',').map(Number);
  const whole = shares.reduce((sum, share) => sum + share, 0);
  if (shares.length === kinds.length && shares.every((share) => share >= 0) && whole === 100) return shares;
  throw new Error(`--mix ${text}: not four shares of a hundred (${kinds.join(', ')})`);
}

/** Every kind as steps of an arm. */
export type Steps = Readonly<Record<Kind, (watch: Stopwatch, number: number) => Promise<void>>>;

/** Cases of a mix: exactly its shares in each hundred cases, and the rare kinds spread over them. */
export function mixed(steps: Steps, mix: Mix): CaseRun {
  return async (watch, number) => {
    const kind = kindOf(mix, number);
    await steps[kind](watch, number);
    return kind;
  };
}

function kindOf(mix: Mix, number: number): Kind {
  // 37 and 100 have no common factor: every residue comes once in a hundred.
  let place = (number * 37) % 100;
  return kinds.find((_, at) => (place -= mix[at] ?? 0) < 0) ?? wholeCase;
}

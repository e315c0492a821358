import type { RegionRules } from '../rules/region-rules.js';

/** Where a rating seems to come from; only `active` counts in the active rate. */
export type Origin = 'active' | 'batch' | 'staff-device';

/** Signs that a rating is not the applicant's own. */
export type SignalKind = 'staff-address' | 'too-soon' | 'same-text' | 'same-source';

/** What is known of a rating when it arrives. */
export interface Traces {
  /** A staff member was signed in at the rating's address within the last hour. */
  staffAtAddress: boolean;
  /** Since its invitation was made; undefined for a rater who signed in. */
  secondsSinceInvitation: number | undefined;
  /** Ratings of the last minute with the same words. */
  sameText: number;
  /** Ratings of the last minute from the same address, or the same device of the hall. */
  sameSource: number;
}

/**
 * Judges a rating by its traces. It is accepted whatever they say; a sign only keeps it out of the active rate, so that
 * nobody's bad rating is lost by it.
 *
 * @param traces what is known
 * @param rules the region's thresholds
 * @returns the origin, and every sign met
 */
export function judgeOrigin(
  traces: Traces,
  rules: Pick<RegionRules, 'tooSoonSeconds' | 'burst'>,
): { origin: Origin; signals: SignalKind[] } {
  const { staffAtAddress, secondsSinceInvitation, sameText, sameSource } = traces;
  const tooSoon = secondsSinceInvitation !== undefined && secondsSinceInvitation < rules.tooSoonSeconds;
  const met: [SignalKind, boolean][] = [
    ['staff-address', staffAtAddress],
    ['too-soon', tooSoon],
    // The one that is judged is not counted yet.
    ['same-text', sameText + 1 >= rules.burst],
    ['same-source', sameSource + 1 >= rules.burst],
  ];
  const signals = met.filter(([, is]) => is).map(([kind]) => kind);
  if (staffAtAddress) return { origin: 'staff-device', signals };
  return { origin: signals.length === 0 ? 'active' : 'batch', signals };
}

import type { Difference } from './difference.entity.js';

/** A difference. Money is in fen, as a decimal string; null where one side knows nothing. */
export interface DifferenceAnswer {
  differenceId: string;
  day: string;
  kind: string;
  entryKey: string;
  payCode: string;
  hereFen: string | null;
  thereFen: string | null;
  state: string;
  version: number;
  reason: string;
}

/** A difference as it stands. */
export const answerOf = (difference: Difference): DifferenceAnswer => {
  const { differenceId, day, kind, entryKey, payCode, hereFen, thereFen, state, version, reason } = difference;
  return { differenceId, day, kind, entryKey, payCode, hereFen, thereFen, state, version, reason };
};

import type { Caller } from '#lib/access';
import type { Rectification } from './rectification.entity.js';

/** What every act on a rectification answers. */
export interface RectificationAnswer {
  rectificationId: string;
  caseId: string;
  state: string;
  version: number;
}

/** A rectification as an act leaves it. */
export const answerOf = ({ rectificationId, caseId, state, version }: Rectification): RectificationAnswer => ({
  rectificationId,
  caseId,
  state,
  version,
});

/** Which rectification an act is about, as its caller saw it. */
export interface Seen {
  caller: Caller;
  rectificationId: string;
  version: number;
}

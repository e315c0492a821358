import type { PrincipalRequest } from '#lib/service-kit';
import type { Act } from '../policy/policy.js';

/** Who asks, from a checked token. What they may do is judged on the service's own copies, inside the transaction. */
export interface Caller {
  personId: string;
  kind: 'staff' | 'citizen';
  /** A citizen's blind index (ID number or credit code): finds their own matters without showing who they are. */
  personIndex?: string | undefined;
  /** What the route asks for, from `@Allow`. */
  act: Act;
}

/** A request after the guard. */
export interface CallerRequest extends PrincipalRequest {
  caller?: Caller;
}

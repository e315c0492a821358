import type { PrincipalRequest } from '#lib/service-kit';
import type { Act } from '../policy/policy.js';

/** Somebody with a checked token. */
export interface Visitor {
  personId: string;
  kind: 'staff' | 'citizen';
  /** A citizen's blind index (ID number or credit code): finds their own matters without showing who they are. */
  personIndex?: string | undefined;
}

/** Who asks, from a checked token. What they may do is judged on the service's own copies, inside the transaction. */
export interface Caller extends Visitor {
  /** What the route asks for, from `@Allow`. */
  act: Act;
}

/** A request after the guard. */
export interface CallerRequest extends PrincipalRequest {
  caller?: Caller;
  /** On an open route: who is signed in all the same. */
  visitor?: Visitor;
}

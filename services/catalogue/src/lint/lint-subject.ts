import type { ServiceItem } from '#lib/contracts';
import type { Guide } from '../item/guide.js';

/** Another item that ought to be the same matter, at this or another level. */
export interface Peer {
  itemId: string;
  name: string;
  baseCode: string;
  level: string;
}

/** What the linter looks at. */
export interface LintSubject {
  item: ServiceItem;
  guide: Guide;
  /** Items with the same base code or the same name. */
  peers: readonly Peer[];
}

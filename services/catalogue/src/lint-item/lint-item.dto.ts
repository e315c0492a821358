import type { Finding } from '../item/finding.js';

/** What the linter and the import found in the newest version of an item. */
export interface ItemFindings {
  itemId: string;
  version: number;
  verification: string;
  /** Whether the item could not be published as verified. */
  blocking: boolean;
  findings: readonly Finding[];
}

import { createHash } from 'node:crypto';
import type { Confidence } from '../item/guide.js';
import type { Finding } from '../item/finding.js';

/** A member that is an item of the register. */
export interface Member {
  itemId: string;
  /** In the register's words: 先行, 并行, 按条件 … */
  role: string;
  /** Item ids that must have ended before. */
  after: readonly string[];
  /** The applicant may leave it out (按意愿). */
  optional: boolean;
  /** The register's own name for the step, where it differs from the item's. */
  calledHere: string;
}

/** A member the register names without listing it as an item: it cannot be applied for here yet. */
export interface UnmatchedMember {
  name: string;
  departmentName: string;
  role: string;
  /** Why it is no item; empty when nobody said. */
  reason: string;
}

/** One material of the single set (一套材料) with every place it is used: handed in once. */
export interface SetMaterial {
  ref: string;
  name: string;
  uses: readonly { itemId: string; materialRef: string }[];
}

/** All that a bundle says. */
export interface BundleContent {
  bundleId: string;
  name: string;
  leadDepartmentId: string;
  memberDepartments: readonly string[];
  members: readonly Member[];
  unmatched: readonly UnmatchedMember[];
  flow: string;
  promisedLimit: { days: number; unit: string };
  visits: number;
  /** Sections of the one form (一表). */
  formSections: readonly string[];
  /** The register's words on the materials. */
  materials: string;
  materialSet: readonly SetMaterial[];
  /** JSON Schema (draft-07) of the one form; null where the bundle has none. */
  formSchema: Record<string, unknown> | null;
  notes: string;
  confidence: Confidence;
  findings: readonly Finding[];
}

/** SHA-256 of a bundle's content. */
export function bundleDigest(content: BundleContent): string {
  return createHash('sha256').update(JSON.stringify(content)).digest('hex');
}

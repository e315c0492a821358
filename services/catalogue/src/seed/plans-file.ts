import type { RegisterItem } from './register-file.js';

/* The overlay of a register (事项补充): what a register's export has no field for, in the register's own words. */

/** Who examines an item together, and how their opinions join (并联审批). */
export interface JointPlan {
  lead: string;
  members: string[];
  rule: 'all' | 'quorum' | 'veto';
  basis: string;
}

/** A fee line; `timing` says what waits for the payment. */
export interface PlannedFee {
  code: string;
  name: string;
  amount_fen: number;
  basis: string;
  timing: 'before-decision' | 'before-result';
  condition?: string;
}

/** What an item of the register is completed with. */
export interface ItemPlan {
  item: string;
  joint?: JointPlan;
  fees?: PlannedFee[];
  result_holds?: ('certificate' | 'fee' | 'outstanding-material')[];
}

/** A member of a bundle: the register's item id, or its name where the register has no item. */
export interface PlannedMember {
  member: string;
  /** The item it is, where the register names none. */
  item?: string;
  /** Why it is no item. */
  reason?: string;
  optional?: boolean;
  /** Items that must be approved before; without it the register's 先行 members. */
  after?: string[];
}

/** One material of the single set, with every place it is used. */
export interface PlannedMaterial {
  ref: string;
  name: string;
  uses: { item: string; material: string }[];
}

/** What a bundle of the register is completed with. */
export interface BundlePlan {
  bundle: string;
  members: PlannedMember[];
  materials: PlannedMaterial[];
  /** JSON Schema (draft-07) of the one form. */
  form: Record<string, unknown>;
}

/** The whole file. */
export interface PlansFile {
  meta: Record<string, unknown>;
  organisation_aliases: Record<string, string>;
  plans: ItemPlan[];
  items: RegisterItem[];
  bundles: BundlePlan[];
}

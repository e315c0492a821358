/* A register file (事项库导出) as it is written: names and units in the register's own words. */

/** Days and unit; 当场 with its condition, e.g. 当场(冷静期满后). */
export interface RegisterLimit {
  days: number;
  unit: string;
}

/** Where each part comes from. */
export interface RegisterConfidence {
  sourced: string[];
  unverified: string[];
  rest: string;
}

/** A line of a fee; an amount of null is set by a rule. */
export interface RegisterFeeLine {
  name: string;
  amount_cny: number | null;
  case?: string;
  rule?: string;
}

export interface RegisterFee {
  charged: boolean;
  items?: RegisterFeeLine[];
  type?: string;
  basis?: string;
}

export interface RegisterMaterial {
  /** Its entry in the material library, or null. */
  ref: string | null;
  name: string;
  kind: string;
  necessity: '必要' | '非必要' | '容缺后补';
  form: string;
  copies: number;
  source_channel: string;
  /** 要求提供的依据 */
  basis?: string;
  condition?: string;
  defer_ok: boolean;
  defer_working_days: number | null;
  commitment_ok: boolean;
  share_ok: boolean;
  share_source: string | null;
  e_license: boolean;
}

export interface RegisterProcedure {
  name: string;
  days: number;
  /** 工作日, 自然日, or 不定: until its cause ends. */
  unit: string;
  excluded_from_clock: boolean;
  must_notify_in_writing: boolean;
  basis: string | null;
}

export interface RegisterItem {
  id: string;
  name: string;
  dept: string;
  task_type: string;
  service_object: string;
  level: string;
  base_code: string | null;
  handle_item_code: string | null;
  legal_basis: string[];
  case_type: '即办件' | '承诺件';
  statutory_limit: RegisterLimit | null;
  promised_limit: RegisterLimit;
  compression_pct: number | null;
  extension: (RegisterLimit & { approver: string }) | null;
  fee: RegisterFee;
  materials: RegisterMaterial[];
  steps: string[];
  special_procedures: RegisterProcedure[];
  post_approval_checks: { name: string; days: number; unit: string; on_fail: string }[];
  immediate_ok_by_rule: boolean;
  result: { name: string; type: '证照' | '批文' | '文书' | '其他'; e_license: boolean; validity: string | null };
  visits_offline: number;
  online_depth: string;
  cross_region: { mode: string; scope: string };
  mail_ok: boolean;
  notes: string | null;
  confidence: RegisterConfidence;
}

export interface RegisterMember {
  /** Id of an item of the file. */
  item?: string;
  name?: string;
  dept?: string;
  role: string;
}

export interface RegisterBundle {
  id: string;
  name: string;
  lead_dept: string;
  member_depts: string[];
  items: RegisterMember[];
  flow: string;
  promised: RegisterLimit;
  visits: number;
  one_form_sections: string[];
  materials: string;
  notes: string | null;
  confidence: RegisterConfidence;
}

/** The whole file. */
export interface RegisterFile {
  meta: Record<string, unknown>;
  material_library: Record<string, { name: string; kind: string; e_license: boolean; share_source: string | null }>;
  items: RegisterItem[];
  bundles: RegisterBundle[];
  /** Examples of what a linter must find; not part of the register. */
  lint_cases: { case: string; expect: string; seed?: string }[];
}

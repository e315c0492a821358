/*
 * What a guide (办事指南) tells beside the item's plan. Names follow the implementation list's tables (basic, extend,
 * material, fee) of GB/T 39554.2 as far as the register states them.
 */

/** What the register says of one material beside the plan's part. */
export interface GuideMaterial {
  ref: string;
  /** 材料形式: 纸质, 电子化, 纸质/电子化 */
  form: string;
  /** 来源渠道 */
  sourceChannel: string;
  /** 要求提供的依据; absent where the register has no such field. */
  basis?: string;
}

/** A check after the permit was given on commitment (告知承诺的事后核查). */
export interface AfterCheck {
  name: string;
  days: number;
  unit: string;
  onFail: string;
}

/** Where each part of an imported item comes from. */
export interface Confidence {
  sourced: readonly string[];
  unverified: readonly string[];
  rest: string;
}

/** The guide's part of a version. */
export interface Guide {
  /** 行使层级 */
  level: string;
  /** 基本编码, 12 characters, or empty. */
  baseCode: string;
  /** 业务办理项编码, 14 characters, or empty. */
  handleItemCode: string;
  /** 环节 within one department. */
  steps: readonly string[];
  feeCharged: boolean;
  /** 行政事业性收费, 税 … */
  feeKind: string;
  /** 收费监督渠道 */
  feeSupervision: string;
  /** Limits in the register's words, which say more than days and units. */
  limitWords: { statutory: string; promised: string };
  /** Share of the statutory limit that the promise saves, in percent, as the register states it. */
  compressionPercent: number | null;
  /** 到办事现场次数 */
  visits: number;
  onlineDepth: string;
  crossRegion: { mode: string; scope: string };
  materials: readonly GuideMaterial[];
  afterChecks: readonly AfterCheck[];
  notes: string;
  confidence: Confidence | null;
}

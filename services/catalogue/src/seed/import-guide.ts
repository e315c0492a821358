import type { Guide } from '../item/guide.js';
import { materialRef } from './material-ref.js';
import type { RegisterItem, RegisterLimit } from './register-file.js';

/** The guide's part of an item of a register file. */
export function importGuide(item: RegisterItem): Guide {
  const { fee, cross_region: crossRegion, confidence } = item;
  return {
    level: item.level,
    baseCode: item.base_code ?? '',
    handleItemCode: item.handle_item_code ?? '',
    steps: item.steps,
    feeCharged: fee.charged,
    feeKind: fee.type ?? '',
    // Registers of this form have no field for it.
    feeSupervision: '',
    limitWords: { statutory: words(item.statutory_limit), promised: words(item.promised_limit) },
    compressionPercent: item.compression_pct,
    visits: item.visits_offline,
    onlineDepth: item.online_depth,
    crossRegion: { mode: crossRegion.mode, scope: crossRegion.scope },
    materials: item.materials.map((material, n) => ({
      ref: materialRef(item.id, material, n),
      form: material.form,
      sourceChannel: material.source_channel,
      ...(material.basis === undefined ? {} : { basis: material.basis }),
    })),
    afterChecks: item.post_approval_checks.map(({ name, days, unit, on_fail: onFail }) => ({
      name,
      days,
      unit,
      onFail,
    })),
    notes: item.notes ?? '',
    confidence: { sourced: confidence.sourced, unverified: confidence.unverified, rest: confidence.rest },
  };
}

function words(limit: RegisterLimit | null): string {
  if (limit === null) return '';
  return limit.unit.startsWith('当场') ? limit.unit : `${limit.days}个${limit.unit}`;
}

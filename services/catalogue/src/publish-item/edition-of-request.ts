import { create } from '@bufbuild/protobuf';
import { ServiceItemSchema } from '#lib/contracts';
import type { Edition } from '../item/edition.js';
import type { Guide } from '../item/guide.js';
import type { LimitBody, PublishItemRequest } from './publish-item.dto.js';

/** The edition a request asks to publish. Pure. */
export function editionOfRequest(body: PublishItemRequest): Edition {
  const { guide: _told, effectiveFrom: _when, ...fields } = body;
  const feeLines = body.feeLines.map(({ code, name, amountFen, basis, timing, condition }) => {
    return { code, name, amountFen: BigInt(amountFen), basis, timing, condition };
  });
  return { item: create(ServiceItemSchema, { ...fields, feeLines }), guide: guideOf(body), findings: [] };
}

function guideOf({ guide, statutoryLimit, promisedLimit }: PublishItemRequest): Guide {
  const { crossRegion, materials, afterChecks, ...fields } = guide;
  return {
    ...fields,
    crossRegion: { mode: crossRegion.mode, scope: crossRegion.scope },
    materials: materials.map(({ ref, form, sourceChannel, basis }) =>
      basis === undefined ? { ref, form, sourceChannel } : { ref, form, sourceChannel, basis },
    ),
    afterChecks: afterChecks.map(({ name, days, unit, onFail }) => ({ name, days, unit, onFail })),
    limitWords: { statutory: wordsOf(statutoryLimit), promised: wordsOf(promisedLimit) },
    compressionPercent: compression(statutoryLimit, promisedLimit),
    confidence: null,
  };
}

const unitWords: Record<string, string> = { 'working-day': '个工作日', 'calendar-day': '个自然日' };

function wordsOf(limit: LimitBody | undefined): string {
  if (limit === undefined) return '';
  const unit = unitWords[limit.unit];
  return unit === undefined ? '当场' : `${limit.days}${unit}`;
}

/** (statutory − promised) / statutory in percent, where both are counted alike; items without a statutory limit are left out. */
function compression(statutory: LimitBody | undefined, promised: LimitBody): number | null {
  if (statutory === undefined || statutory.unit !== promised.unit || statutory.days === 0) return null;
  return Math.round(((statutory.days - promised.days) / statutory.days) * 100);
}

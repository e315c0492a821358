import { create } from '@bufbuild/protobuf';
import { ServiceItemSchema } from '#lib/contracts';
import type { Edition } from '../item/edition.js';
import type { Guide } from '../item/guide.js';
import type { GuideBody } from './guide.dto.js';
import type { LimitBody, PublishItemRequest } from './publish-item.dto.js';

/** The edition a request asks to publish. Pure. */
export function editionOfRequest(body: PublishItemRequest): Edition {
  const { guide, effectiveFrom: _when, statutoryLimit, extension, ...fields } = body;
  const item = create(ServiceItemSchema, {
    ...fields,
    ...(statutoryLimit === undefined ? {} : { statutoryLimit: plainLimit(statutoryLimit) }),
    ...(extension === undefined ? {} : { extension: { ...extension, limit: plainLimit(extension.limit) } }),
    promisedLimit: plainLimit(body.promisedLimit),
    result: { ...body.result },
    materials: body.materials.map((material) => ({ ...material })),
    tasks: body.tasks.map((task) => ({ ...task })),
    feeLines: body.feeLines.map((line) => ({ ...line, amountFen: BigInt(line.amountFen) })),
    specialProcedures: body.specialProcedures.map(({ limit, ...procedure }) => ({
      ...procedure,
      ...(limit === undefined ? {} : { limit: plainLimit(limit) }),
    })),
  });
  return { item, guide: guideOf(guide, body), findings: [] };
}

const plainLimit = ({ days, unit }: LimitBody): { days: number; unit: string } => ({ days, unit });

function guideOf(guide: GuideBody, { statutoryLimit, promisedLimit }: PublishItemRequest): Guide {
  const materials = guide.materials.map(({ ref, form, sourceChannel, basis }) =>
    basis === undefined ? { ref, form, sourceChannel } : { ref, form, sourceChannel, basis },
  );
  return {
    ...guide,
    materials,
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

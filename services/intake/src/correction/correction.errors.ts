import { DomainError, type FieldFault } from '#lib/service-kit';
import type { ToldDefect } from './correction.entity.js';

/** @param open the defects of the notice that were not answered */
export const defectsUnanswered = (open: readonly ToldDefect[]): DomainError =>
  new DomainError(
    'case.defect-unanswered',
    'conflict',
    {
      zh: '补正通知书所列问题须一次全部补正;请补齐 errors 所列各项。',
      en: 'Every defect of the notice must be answered at once; those in errors are open.',
    },
    open.map(faultOf),
  );

const faultOf = ({ materialRef, wanted }: ToldDefect): FieldFault => ({
  field: `materials.${materialRef}`,
  code: 'case.defect-unanswered',
  message: { zh: `尚未补正:${wanted}`, en: `not answered: ${wanted}` },
});

import { DomainError, type FieldFault } from '#lib/service-kit';

/** No such bundle was published. */
export const bundleUnknown = (): DomainError =>
  new DomainError(
    'bundle.unknown',
    'invalid',
    { zh: '没有这个一件事,请在一件事目录中选择。', en: 'There is no such bundle; choose one from the catalogue.' },
    [{ field: 'bundleId', code: 'bundle.unknown', message: { zh: '没有这个一件事', en: 'no such bundle' } }],
  );

/** @param fields chosen items that are no optional members */
export const memberNotOptional = (fields: readonly FieldFault[]): DomainError =>
  new DomainError(
    'bundle.member-not-optional',
    'invalid',
    {
      zh: '所选事项不是这个一件事的可选事项,请按 errors 修改。',
      en: 'What was chosen is no optional member of the bundle; see errors.',
    },
    fields,
  );

/** @param fields materials that are not in the single set of the bundle */
export const materialNotOfBundle = (fields: readonly FieldFault[]): DomainError =>
  new DomainError(
    'bundle.material-not-of-set',
    'invalid',
    {
      zh: '材料不在这个一件事的一套材料中;清单之外不得索要或收取材料。',
      en: 'The material is not in the bundle’s single set; nothing outside it may be demanded or taken.',
    },
    fields,
  );

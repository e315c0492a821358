import { DomainError, type FieldFault } from '#lib/service-kit';

/** @param outstanding the references of the materials the case is waiting for */
export const outstandingNotFound = (outstanding: readonly string[]): DomainError =>
  new DomainError('outstanding-material.not-found', 'not-found', {
    zh: `此件没有容缺这份材料;容缺待补的有:${outstanding.join('、') || '无'}。`,
    en: `The case was not accepted without this material. Outstanding: ${outstanding.join(', ') || 'nothing'}.`,
  });

/** A cure without the material cures nothing. */
export const materialNotBrought = (): DomainError =>
  new DomainError(
    'outstanding-material.not-brought',
    'invalid',
    {
      zh: '尚未收到材料:请先上传这份材料的文件;在窗口递交纸质材料的,请填写份数。',
      en: 'The material has not been brought: upload its file first, or, at the window, give the number of paper copies.',
    },
    [
      {
        field: 'copies',
        code: 'outstanding-material.not-brought',
        message: { zh: '没有文件,也没有纸质材料', en: 'neither a file nor paper copies' },
      },
    ],
  );

/** @param fields each material that must not be promised, and why */
export const promiseRefused = (fields: readonly FieldFault[]): DomainError =>
  new DomainError(
    'promise.refused',
    'invalid',
    {
      zh: '只能承诺补交清单上可以容缺、且现在缺少的材料;请按 errors 逐项修改。',
      en: 'Only materials that are listed as deferrable and are missing now can be promised; each fault is in errors.',
    },
    fields,
  );

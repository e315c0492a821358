import { DomainError, type FieldFault } from '#lib/service-kit';
import type { Finding } from './finding.js';

/** There is no such item, or no such version of it. */
export const itemNotFound = (): DomainError =>
  new DomainError('item.not-found', 'not-found', {
    zh: '事项库中没有这个事项或版本,请按名称查询后再试。',
    en: 'The register has no such item or version; search for it by name.',
  });

/** A version was written on top of another than the newest. */
export const itemStale = (offered: number, next: number): DomainError =>
  new DomainError(
    'item.stale-version',
    'stale',
    {
      zh: `您提交的是第 ${offered} 版,而下一版应为第 ${next} 版;请对照最新内容修改后重新提交。`,
      en: `You sent version ${offered}; the next version is ${next}. Compare with the newest and send again.`,
    },
    [{ field: 'version', code: 'item.stale-version', message: { zh: `应为 ${next}`, en: `must be ${next}` } }],
  );

/** Two fields of an item contradict each other. */
export const itemContradicts = (faults: readonly FieldFault[]): DomainError =>
  new DomainError(
    'item.contradicts',
    'invalid',
    { zh: '事项各要素互相矛盾,请按 errors 逐项修改。', en: 'The item contradicts itself; each fault is in errors.' },
    faults,
  );

/** The linter found what a verified item must not have. */
export const itemLinted = (findings: readonly Finding[]): DomainError =>
  new DomainError(
    'item.lint-rejected',
    'invalid',
    {
      zh: '事项未通过规范性检查,不能发布,请按 errors 逐项修改。',
      en: 'The item did not pass the linter and cannot be published; each finding is in errors.',
    },
    findings.map(({ path, code, message }) => ({ field: path, code, message })),
  );

/** An item names a department identity has never told of. */
export const departmentUnknown = (field: string): DomainError =>
  new DomainError(
    'item.department-unknown',
    'invalid',
    {
      zh: '机构库中没有这个部门,请先登记部门,或改用已登记部门的代号。',
      en: 'There is no such department; enter it first, or name one that is entered.',
    },
    [{ field, code: 'item.department-unknown', message: { zh: '没有这个部门', en: 'is not a department' } }],
  );

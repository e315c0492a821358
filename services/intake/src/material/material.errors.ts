import { DomainError, type FieldFault } from '#lib/service-kit';

/** @param fields the references that are not on the item's list (指南之外无材料) */
export const materialNotOnList = (fields: readonly FieldFault[]): DomainError =>
  new DomainError(
    'material.not-on-list',
    'invalid',
    {
      zh: '材料不在该事项的材料清单上;清单之外不得索要或收取材料。',
      en: 'The material is not on the item’s list; nothing outside the list may be demanded or taken.',
    },
    fields,
  );

/** @param allowed the references that would be allowed */
export const notOnListFault = (field: string, ref: string, allowed: readonly string[]): FieldFault => ({
  field,
  code: 'material.not-on-list',
  message: {
    zh: `${ref} 不在清单上;可以是:${allowed.join('、')}`,
    en: `${ref} is not on the list; allowed: ${allowed.join(', ')}`,
  },
});

/** @param fields materials the office obtains by data sharing */
export const mustNotBeDemanded = (fields: readonly FieldFault[]): DomainError =>
  new DomainError(
    'material.must-not-be-demanded',
    'conflict',
    {
      zh: '可通过数据共享获取的材料,不得要求申请人提交。',
      en: 'What the office obtains by data sharing must not be demanded from the applicant.',
    },
    fields,
  );

/** @param received what the bytes are, when they are anything known */
export const typeRefused = (received: string | undefined): DomainError =>
  new DomainError(
    'material.type-refused',
    'invalid',
    {
      zh: `按内容判断,文件类型是 ${received ?? '未知'};只接收 PDF、JPEG、PNG。`,
      en: `Judged by its content the file is ${received ?? 'of no known type'}; PDF, JPEG and PNG are taken.`,
    },
    [
      {
        field: 'body',
        code: 'material.type-refused',
        message: { zh: '只接收 PDF、JPEG、PNG', en: 'PDF, JPEG or PNG only' },
      },
    ],
  );

/** @param limit bytes allowed */
export const tooLarge = (limit: number): DomainError =>
  new DomainError('material.too-large', 'too-large', {
    zh: `文件超过 ${limit / 1024 / 1024} MB,请压缩后再传。`,
    en: `The file is over ${limit / 1024 / 1024} MB; make it smaller and send it again.`,
  });

/** The digest stands for the body in the idempotency fingerprint, so it must be there (RFC 9530). */
export const digestRequired = (): DomainError =>
  new DomainError('material.digest-required', 'invalid', {
    zh: '请在 Content-Digest 中带上文件的摘要:sha-256=:<base64>:。',
    en: 'Send Content-Digest with the file’s digest: sha-256=:<base64>:.',
  });

/** What arrived is not what was sent. */
export const digestMismatch = (): DomainError =>
  new DomainError('material.digest-mismatch', 'invalid', {
    zh: '文件与 Content-Digest 不符,可能在传输中损坏,请重新上传。',
    en: 'The file does not match its Content-Digest: it may have been damaged on the way. Send it again.',
  });

/** No bytes came. */
export const fileMissing = (): DomainError =>
  new DomainError('material.file-missing', 'invalid', {
    zh: '请求中没有文件;请以 PDF、JPEG 或 PNG 作为请求体。',
    en: 'The request carries no file: send a PDF, JPEG or PNG as its body.',
  });

/** Nothing was uploaded for the material. */
export const fileNotFound = (): DomainError =>
  new DomainError('material.file-not-found', 'not-found', {
    zh: '这份材料没有上传过文件。',
    en: 'No file was uploaded for this material.',
  });

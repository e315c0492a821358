export { SealError, type SealErrorCode } from './seal.errors.js';
export { type SealSubject, type SealValidity } from './sm2/seal-certificate.js';
export { createSealAuthority, createSealKey, formatSealKey, parseSealKey } from './sm2/seal-key.js';
export { type SealAuthority, type SealKey } from './sm2/seal-key.js';
export { sm2UserId, softwareSigner, type Sm2Signer } from './sm2/sm2-signer.js';
export { verifySm2 } from './sm2/sm2-verify.js';
export { sm3 } from './sm2/sm3.js';
export { type SealCheck, type SealFault } from './signature/seal-check.js';
export { sealPdf } from './signature/seal-pdf.js';
export { type SealStatement } from './signature/signature-field.js';
export { verifySealedPdf } from './signature/verify-sealed-pdf.js';
export { renderCertificate } from './pdf/certificate.js';
export { findCjkFont, type CjkFont, type FontFace } from './pdf/cjk-font.js';
export {
  type CertificateModel,
  type NoticeKind,
  type NoticeModel,
  type NoticeTable,
  type SealMark,
} from './pdf/models.js';
export { renderNotice } from './pdf/notice.js';
export { type SealedPaper } from './worker/press-job.js';
export { type ThreadAnswer, ThreadPool } from './worker/thread-pool.js';
export { SealPress, type SealPressOptions } from './worker/seal-press.js';
export * from './documents/index.js';

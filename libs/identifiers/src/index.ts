export type { IdentifierCheck, IdentifierFault } from './check.js';
export { checkIdNumber, idCheckDigit } from './id-number.js';
export { checkCreditCode, creditCodeCheckDigit } from './credit-code.js';
export { checkPhoneNumber } from './phone-number.js';
export { checkRegionCode } from './region-code.js';
export {
  certificateCheckDigit,
  checkCertificateIdentifier,
  formatCertificateIdentifier,
} from './certificate-identifier.js';
export { checkPayCode, formatPayCode, type PayCodeParts, payCodeCheckDigit } from './pay-code.js';
export { type CaseNumberParts, formatCaseNumber } from './case-number.js';
export { formatNoticeNumber, type NoticeNumberKind, type NoticeNumberParts } from './notice-number.js';

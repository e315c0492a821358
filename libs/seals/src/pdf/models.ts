import { SealError } from '../seal.errors.js';

/** The kinds of notice a hall gives out. */
export type NoticeKind =
  | 'acceptance'
  | 'promise'
  | 'correction'
  | 'refusal'
  | 'decision'
  | 'withdrawal'
  | 'lapse'
  | 'hand-over'
  | 'answer'
  | 'bill'
  | 'receipt';

/** The round seal drawn over organ and date. */
export interface SealMark {
  /** Runs along the arc. */
  readonly organName: string;
  readonly sealKind: '业务专用章' | '受理专用章' | '审批服务专用章';
}

/** A table in a notice; every row has as many cells as there are columns. */
export interface NoticeTable {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** Everything a notice says. The renderer adds no sentence of its own to it besides headings and captions. */
export interface NoticeModel {
  readonly kind: NoticeKind;
  /** 受理通知书, 准予行政许可决定书 … */
  readonly title: string;
  /** 文号 or notice number. */
  readonly number: string;
  readonly organ: string;
  readonly recipient: string;
  readonly paragraphs: readonly string[];
  readonly table?: NoticeTable;
  /** Legal basis, one provision each. */
  readonly basis?: readonly string[];
  /** 行政复议 and 行政诉讼, with authority and limit (行政许可法 art. 38, 行政复议法 art. 20). */
  readonly remedy?: string;
  /** yyyy-mm-dd, in China. */
  readonly date: string;
  readonly seal: SealMark;
  /** Goes into the QR code. */
  readonly verifyUrl?: string;
}

/** Everything a certificate says. */
export interface CertificateModel {
  readonly title: string;
  /** 证照编号. */
  readonly number: string;
  /** 电子证照标识 (GB/T 36904). */
  readonly identifier: string;
  readonly fields: readonly { readonly label: string; readonly value: string }[];
  readonly organ: string;
  /** yyyy-mm-dd. */
  readonly issuedOn: string;
  /** yyyy-mm-dd, the last valid day; without it the certificate is valid for good (长期). */
  readonly validUntil?: string;
  readonly seal: SealMark;
  readonly verifyUrl: string;
  /** Landscape unless said otherwise. */
  readonly layout?: 'landscape' | 'portrait';
}

/** Control and format characters, lone surrogates: a name must not turn the rest of the line around. */
const unprintable = /(?!\n)[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;

/** @returns the text as it is drawn: composed (NFC), without characters that draw nothing or reorder others */
export function clean(text: string): string {
  return text.normalize('NFC').replaceAll(/\r\n?/gu, '\n').replaceAll('\t', ' ').replaceAll(unprintable, '').trim();
}

/** @returns the text on one line */
export function cleanLine(text: string): string {
  return clean(text).replaceAll(/\s*\n\s*/gu, ' ');
}

/**
 * @param date yyyy-mm-dd
 * @returns 2026年3月5日, as GB/T 9704-2012 7.3.5.4 writes it, without leading zeros
 * @throws SealError `seal.model-invalid` for anything that is not a day
 */
export function chineseDate(date: string): string {
  const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})$/u.exec(date) ?? [];
  startOfDay(date);
  return `${year}年${Number(month)}月${Number(day)}日`;
}

/**
 * @param date yyyy-mm-dd
 * @returns its first moment in China
 * @throws SealError `seal.model-invalid`
 */
export function startOfDay(date: string): Date {
  const midnight = new Date(`${date}T00:00:00+08:00`);
  const isDay = /^\d{4}-\d{2}-\d{2}$/u.test(date) && !Number.isNaN(midnight.getTime());
  // 31 February parses as a day in March
  if (isDay && new Date(midnight.getTime() + 8 * 3_600_000).toISOString().startsWith(date)) return midnight;
  throw new SealError('seal.model-invalid', `“${date}”不是有效日期。Not a valid day: “${date}”.`);
}

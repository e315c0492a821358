const marks = {
  acceptance: '受',
  correction: '补',
  refusal: '不受',
  promise: '容承',
  decision: '决',
  denial: '不准',
  withdrawal: '撤',
  'clock-stop': '特',
  extension: '延',
  'hand-over': '签收',
  answer: '统复',
  bill: '缴',
} as const;

/** The kinds of numbered notices. */
export type NoticeNumberKind = keyof typeof marks;

/** What a notice number is made of. */
export interface NoticeNumberParts {
  /** Short name of the organ, e.g. 示范政务. */
  organShort: string;
  kind: NoticeNumberKind;
  year: number;
  /** Counts within organ, kind and year, from 1. */
  serial: number;
}

/** 文号, e.g. 示范政务受〔2026〕00012号: organ and kind, year in hexagonal brackets (GB/T 9704-2012), serial. */
export function formatNoticeNumber({ organShort, kind, year, serial }: NoticeNumberParts): string {
  return `${organShort}${marks[kind]}〔${year}〕${String(serial).padStart(5, '0')}号`;
}

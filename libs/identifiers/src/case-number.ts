/** What a case number (办件编号) is made of. */
export interface CaseNumberParts {
  /** 31 characters: 统一社会信用代码 + level + item code; where an item has none, `organCode` and `localCode` stand in. */
  implementationCode?: string | undefined;
  /** Credit code of the implementing body. */
  organCode: string;
  /** The local code of the item. */
  localCode: string;
  /** yyyy-mm-dd, day of acceptance in China. */
  date: string;
  /** Counts within item and day, from 1. */
  serial: number;
}

/**
 * 办件编号: implementing code, day, serial of at least four digits: 43 characters with a national code. An item that has no
 * national code yet gets the body's credit code and its local code instead, told apart by the dash.
 */
export function formatCaseNumber(parts: CaseNumberParts): string {
  const day = parts.date.replaceAll('-', '');
  const serial = String(parts.serial).padStart(4, '0');
  const code = parts.implementationCode ?? '';
  return code.length === 31 ? `${code}${day}${serial}` : `${parts.organCode}-${parts.localCode}-${day}${serial}`;
}

interface DriverFault {
  code?: string;
  errno?: number;
  sqlState?: string;
  message?: string;
}

const longest = 400;

/**
 * What may be kept or logged of an error. Database errors repeat the values of a statement ("Duplicate entry '…'") and
 * parsers the text they stumbled over, so of those only the kind is told; of anything else the words are told without
 * what is quoted, without text that is not English, and without figures as long as a telephone number.
 *
 * @param error whatever was thrown
 * @returns one line, at most 400 characters
 */
export function plainError(error: unknown): string {
  const name = nameOf(error);
  const fault = driverFaultOf(error);
  const told = fault === undefined ? ownWords(error) : driverWords(fault);
  return (told === '' ? name : `${name}: ${told}`).slice(0, longest);
}

/**
 * The places an error came through, without its message.
 *
 * @param error whatever was thrown
 */
export function placesOf(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  const places = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return places.length === 0 ? undefined : places.join('\n');
}

/** Words without what may be somebody's name, number, address or own text. */
export function plainWords(text: string): string {
  return text
    .replaceAll(/(["'`“‘「])(?:(?!\1|[”’」]).)*(?:\1|[”’」])/gs, '…')
    .replaceAll(/[^\x20-\x7e…]+/g, '…')
    .replaceAll(/(?<![0-9A-Za-z])\+?\d[\d -]{5,}\d[Xx]?(?![0-9A-Za-z])/g, '…');
}

function nameOf(error: unknown): string {
  return error instanceof Error ? error.constructor.name : typeof error;
}

/** The driver's error, also inside TypeORM's. */
function driverFaultOf(error: unknown): DriverFault | undefined {
  if (typeof error !== 'object' || error === null) return undefined;
  const inner: unknown = 'driverError' in error ? error.driverError : error;
  if (typeof inner !== 'object' || inner === null) return undefined;
  return 'errno' in inner || 'sqlState' in inner || 'driverError' in error ? inner : undefined;
}

function driverWords({ code, errno, message }: DriverFault): string {
  // The name of a key belongs to the schema and says which rule was broken.
  const key = /for key '([\w.]+)'/.exec(message ?? '')?.[1];
  return [code ?? 'database error', errno === undefined ? '' : `(${errno})`, key === undefined ? '' : `key ${key}`]
    .filter((word) => word !== '')
    .join(' ');
}

function ownWords(error: unknown): string {
  // A parser's message shows the text it was given.
  if (error instanceof SyntaxError) return '';
  return plainWords(error instanceof Error ? error.message : String(error));
}

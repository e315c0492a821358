/** A sentence in both languages. */
export interface Told {
  zh: string;
  en: string;
}

/** What the doctor says of one thing. */
export interface Finding {
  level: 'ok' | 'unseen' | 'warn' | 'fail';
  /** Stable: what was looked at, e.g. `database.flush`. */
  about: string;
  says: Told;
  /** What to do about it; nothing when it is well. */
  todo?: Told;
}

export const ok = (about: string, zh: string, en: string): Finding => ({ level: 'ok', about, says: { zh, en } });

const not =
  (level: 'unseen' | 'warn' | 'fail') =>
  (about: string, says: Told, todo: Told): Finding => ({ level, about, says, todo });

/** Could not be looked at: neither well nor wrong, and somebody has to look elsewhere. */
export const unseen = not('unseen');

/** Works on, and should be looked at. */
export const warn = not('warn');

/** Does not do what it must. */
export const fail = not('fail');

/**
 * Judges a figure by two bounds.
 *
 * @param value what was measured
 * @param bounds above the first it is a warning, above the second a failure
 */
export function levelOf(value: number, [worrying, wrong]: readonly [number, number]): 'ok' | 'warn' | 'fail' {
  if (value > wrong) return 'fail';
  return value > worrying ? 'warn' : 'ok';
}

const marks = { ok: '✓', unseen: '?', warn: '!', fail: '✗' } as const;

/** A finding as it is printed: Chinese first. */
export function linesOf({ level, about, says, todo }: Finding): string[] {
  const told = [`${marks[level]} ${about.padEnd(28)} ${says.zh}`, `${' '.repeat(31)}${says.en}`];
  if (todo === undefined) return told;
  return [...told, `${' '.repeat(31)}→ ${todo.zh}`, `${' '.repeat(31)}→ ${todo.en}`];
}

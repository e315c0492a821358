/** One thing wrong with a seed file. */
export interface SeedFault {
  /** JSON path, e.g. `$.items[3].fee`. */
  path: string;
  /** Line in the file, from 1. */
  line: number;
  problem: string;
}

const most = 20;

/** A seed file is not what it must be; nothing of it was loaded. The message names line and path of each fault. */
export class SeedFileInvalid extends Error {
  override readonly name = 'SeedFileInvalid';

  constructor(
    readonly file: string,
    readonly faults: readonly SeedFault[],
  ) {
    const told = faults.slice(0, most).map(({ path, line, problem }) => `  ${file}:${line}: ${path} ${problem}`);
    const more = faults.length > most ? [`  … and ${faults.length - most} more`] : [];
    super([`${file} cannot be loaded; nothing was changed:`, ...told, ...more].join('\n'));
  }
}

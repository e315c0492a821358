import { readFileSync } from 'node:fs';

const tickMilliseconds = 10;

/**
 * CPU time of a process since its start, user and system, all its threads.
 *
 * @param pid of a process that runs
 * @returns milliseconds
 */
export function cpuOf(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  // The command's name may hold spaces and brackets: fields are counted from its end.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) * tickMilliseconds;
}

/**
 * Resident memory of a process.
 *
 * @returns MiB
 */
export function memoryOf(pid: number): number {
  const pages = Number(readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ')[1]);
  return (pages * 4) / 1024;
}

/** CPU by process over a stretch of work. */
export class CpuWatch {
  private readonly before: ReadonlyMap<string, number>;

  /** @param pids process ids by name; begins now */
  constructor(private readonly pids: ReadonlyMap<string, number>) {
    this.before = this.read();
  }

  /** CPU milliseconds of each process since the beginning. */
  spent(): Map<string, number> {
    const now = this.read();
    return new Map([...now].map(([name, milliseconds]) => [name, milliseconds - (this.before.get(name) ?? 0)]));
  }

  private read(): Map<string, number> {
    return new Map([...this.pids].map(([name, pid]) => [name, cpuOf(pid)]));
  }
}

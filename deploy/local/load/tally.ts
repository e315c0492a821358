/** How long the steps of all walks took, and what was refused. */
export class Tally {
  readonly steps = new Map<string, number[]>();
  readonly refusals = new Map<string, number>();

  /** @param milliseconds from the wish to its fulfilment, tries and waiting included */
  took(step: string, milliseconds: number): void {
    const known = this.steps.get(step);
    if (known === undefined) this.steps.set(step, [milliseconds]);
    else known.push(milliseconds);
  }

  /** Counts an answer other than success: a problem's code, or what took its place. */
  refused(code: string): void {
    this.refusals.set(code, (this.refusals.get(code) ?? 0) + 1);
  }
}

/** The value that a share of all values do not exceed (nearest rank). @param share 0 to 1 */
export function percentile(sorted: readonly number[], share: number): number {
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? 0;
}

/** A table of steps in the order they first came: how often, and the percentiles in milliseconds. */
export function stepTable(steps: ReadonlyMap<string, readonly number[]>): string[] {
  const columns = ['n', 'p50', 'p95', 'p99', 'most'];
  const head = `${'step'.padEnd(34)}${columns.map((name) => name.padStart(8)).join('')}`;
  const rows = [...steps].map(([step, values]) => {
    const sorted = [...values].sort((a, b) => a - b);
    const figures = [0.5, 0.95, 0.99, 1].map((share) => percentile(sorted, share).toFixed(0));
    return `${step.padEnd(34)}${[String(sorted.length), ...figures].map((figure) => figure.padStart(8)).join('')}`;
  });
  return [head, ...rows];
}

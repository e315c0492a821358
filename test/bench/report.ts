import { type Latencies, percentile } from './load.js';
import type { Measured } from './arms.js';

/** Runs of one arm in one setting, for which medians are told. */
export interface Row {
  arm: string;
  setting: string;
  runs: Measured[];
}

const number = (value: number, digits = 1): string => (Number.isFinite(value) ? value.toFixed(digits) : '–');

/** `median (least–most)` of a figure over the runs. */
function spread(values: readonly number[], digits = 1): string {
  const sorted = [...values].sort((a, b) => a - b);
  const median = percentile(sorted, 0.5);
  if (sorted.length < 2) return number(median, digits);
  return `${number(median, digits)} (${number(sorted[0] ?? median, digits)}–${number(sorted.at(-1) ?? median, digits)})`;
}

const rateOf = ({ completed, seconds }: Measured): number => completed / seconds;
const sum = (values: Iterable<number>): number => [...values].reduce((total, one) => total + one, 0);
const cpuOf = ({ cpu, completed }: Measured): number => sum(cpu.values()) / completed;

/** The median rate of a row's runs, cases a second. */
export const medianRate = ({ runs }: Row): number => percentile(runs.map(rateOf), 0.5);

/** One run in one line: how fast, what a case costs in processor time and statements. */
export function runLine(run: Measured): string {
  const asked = (run.statements.get('statements') ?? 0) / run.completed;
  const cpu = [...run.cpu].map(([name, milliseconds]) => `${name} ${number(milliseconds / run.completed)}`).join(', ');
  return `${number(rateOf(run))} cases/s, ${number(cpuOf(run))} CPU-ms a case (${cpu}), ${number(asked, 0)} statements`;
}

/** The table of rates, latencies and costs, in Markdown. */
export function ratesTable(rows: readonly Row[]): string {
  const lines = rows.map(({ arm, setting, runs }) => {
    const whole = runs.flatMap(({ latencies }) => latencies.get('whole case') ?? []);
    const statements = (name: string): string =>
      number(
        percentile(
          runs.map((run) => (run.statements.get(name) ?? 0) / run.completed),
          0.5,
        ),
        0,
      );
    const cells = [
      arm,
      setting,
      spread(runs.map(rateOf)),
      `${number(percentile(whole, 0.5), 0)} / ${number(percentile(whole, 0.99), 0)}`,
      spread(runs.map(cpuOf)),
      `${statements('commits')} / ${statements('statements')}`,
    ];
    return `| ${cells.join(' | ')} |`;
  });
  return [
    '| arm | setting | cases/s | p50 / p99 ms | CPU-ms a case | commits / statements a case |',
    '| --- | --- | --- | --- | --- | --- |',
    ...lines,
  ].join('\n');
}

/** Where a case's processor time goes, by process, and what each process holds. */
export function processTable({ runs }: Row): string {
  const [run] = runs;
  if (run === undefined) return '';
  const lines = [...run.cpu].map(
    ([name, milliseconds]) =>
      `| ${name} | ${number(milliseconds / run.completed, 2)} | ${number(run.memory.get(name) ?? 0, 0)} |`,
  );
  return ['| process | CPU-ms a case | MiB |', '| --- | --- | --- |', ...lines].join('\n');
}

/** How long each step took. */
export function stepTable({ runs }: Row): string {
  const together: Latencies = new Map();
  for (const { latencies } of runs) {
    for (const [step, values] of latencies) together.set(step, [...(together.get(step) ?? []), ...values]);
  }
  const lines = [...together].map(
    ([step, values]) =>
      `| ${step} | ${[0.5, 0.95, 0.99].map((share) => number(percentile(values, share), 1)).join(' | ')} |`,
  );
  return ['| step | p50 ms | p95 ms | p99 ms |', '| --- | --- | --- | --- |', ...lines].join('\n');
}

import { kinds } from './kinds.js';
import { type Latencies, percentile, wholeCase } from './load.js';
import type { Measured } from './watched.js';

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
  const asked = (run.counts.get('statements') ?? 0) / run.completed;
  const cpu = [...run.cpu].map(([name, milliseconds]) => `${name} ${number(milliseconds / run.completed)}`).join(', ');
  return `${number(rateOf(run))} cases/s, ${number(cpuOf(run))} CPU-ms a case (${cpu}), ${number(asked, 0)} statements`;
}

/** The table of rates, latencies and costs, in Markdown. */
function ratesTable(rows: readonly Row[]): string {
  const lines = rows.map(({ arm, setting, runs }) => {
    const whole = runs.flatMap(({ latencies }) => latencies.get(wholeCase) ?? []);
    const counted = (name: string): string => number(perCase(runs, name), 0);
    const cells = [
      arm,
      setting,
      spread(runs.map(rateOf)),
      `${number(percentile(whole, 0.5), 0)} / ${number(percentile(whole, 0.99), 0)}`,
      spread(runs.map(cpuOf)),
      `${counted('commits')} / ${counted('statements')} / ${counted('round trips')}`,
      counted('messages'),
    ];
    return `| ${cells.join(' | ')} |`;
  });
  return [
    '| arm | setting | cases/s | p50 / p99 ms | CPU-ms a case | commits / statements / round trips a case | messages |',
    '| --- | --- | --- | --- | --- | --- | --- |',
    ...lines,
  ].join('\n');
}

/** Where a case's processor time goes, by process, and what each process holds. */
function processTable({ runs }: Row): string {
  const [run] = runs;
  if (run === undefined) return '';
  const lines = [...run.cpu].map(
    ([name, milliseconds]) =>
      `| ${name} | ${number(milliseconds / run.completed, 2)} | ${(run.memory.get(name) ?? []).map((mib) => number(mib, 0)).join(' → ')} |`,
  );
  return ['| process | CPU-ms a case | MiB before → after |', '| --- | --- | --- |', ...lines].join('\n');
}

const waits = ['waits for rows', 'ms of waiting for rows', 'deadlocks'];
const kilobytes = ['bytes in', 'bytes out', 'redo bytes', 'binlog bytes', 'file bytes', 'stream bytes'];

/** What a case moves and how it spreads: bytes at the database and on the bus, waits for rows that others hold, event lag, how many cases of which kind. */
function costList({ runs }: Row): string {
  const moved = kilobytes.map((name) => `${name} ${number(perCase(runs, name) / 1_000)} KB`);
  const lags = runs.flatMap(({ eventLag }) => (eventLag === undefined ? [] : [eventLag]));
  const lag = ['p50', 'p95', 'p99', 'most'].map((name, at) => {
    const values = lags.map((figures) => figures[at] ?? Number.NaN);
    return `${name} ${number(percentile(values, 0.5), 0)} ms`;
  });
  const byKind = kinds.map(
    (kind) => [kind, sum(runs.map(({ latencies }) => latencies.get(kind)?.length ?? 0))] as const,
  );
  const completed = byKind.filter(([, count]) => count > 0).map(([kind, count]) => `${kind} ${count}`);
  const waited = waits.map((name) => `${name} ${number(perCase(runs, name), 2)}`);
  return [
    `- a case: ${moved.join(', ')}`,
    `- a case: ${waited.join(', ')}`,
    `- event lag, act to last handler: ${lag.join(', ')}`,
    `- completed: ${completed.join(', ')}`,
  ].join('\n');
}

/** The median over the runs of what was counted for each case; NaN where it was not counted. */
const perCase = (runs: readonly Measured[], name: string): number =>
  percentile(
    runs.map(({ counts, completed }) => (counts.get(name) ?? Number.NaN) / completed),
    0.5,
  );

/** How long each step took. */
function stepTable({ runs }: Row): string {
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

/** The whole report, in Markdown. @param notes what came of loads that no table holds */
export function reportOf(rows: readonly Row[], notes: readonly string[]): string {
  const atSixteen = rows.filter(({ setting }) => setting.startsWith('16 '));
  const base = (setting: string): Row | undefined =>
    rows.find((row) => row.arm === 'floor with publishes' && row.setting === setting);
  const ratios = atSixteen.flatMap((row) => {
    const floor = base(row.setting);
    if (floor === undefined || floor === row) return [];
    return [
      `- ${row.arm}, ${row.setting}: ${(medianRate(row) / medianRate(floor)).toFixed(2)} of the floor with publishes`,
    ];
  });
  const details = atSixteen
    .filter(({ arm }) => arm.startsWith('ours'))
    .map((row) => `### ${row.arm}, ${row.setting}\n\n${costList(row)}\n\n${processTable(row)}\n\n${stepTable(row)}`);
  return [ratesTable(rows), ratios.join('\n'), notes.map((line) => `- ${line}`).join('\n'), ...details].join('\n\n');
}

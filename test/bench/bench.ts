import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { localDirectory } from '../../deploy/local/state.js';
import { check } from '../../deploy/local/check/check.js';
import { arms } from './arms.js';
import { fillCases } from './fill.js';
import type { Order } from './one-process.js';
import { medianRate, processTable, ratesTable, type Row, runLine, stepTable } from './report.js';
import { openBenchStand } from './stand.js';

/*
 * `npm run bench`: the unit of work in every arm, at every size and concurrency, on private servers under .local/bench.
 * Absolute rates are shown and never judged: machines differ. What counts are the ratios of one run.
 */

const { values } = parseArgs({
  options: {
    arms: { type: 'string', default: Object.keys(arms).join(',') },
    /** Existing cases, ascending. */
    sizes: { type: 'string', default: '0,1000,100000' },
    cases: { type: 'string', default: '240' },
    concurrency: { type: 'string', default: '1,16,64' },
    repeats: { type: 'string', default: '3' },
    /** Shares of the closed loop's rate at 16, for the open loop. */
    open: { type: 'string', default: '0.3,0.6,0.9' },
    /** Leaves out the look at whether everything holds, without which no figure counts: for tuning. */
    unchecked: { type: 'boolean', default: false },
    /** A folder for processor profiles of the one process. */
    profile: { type: 'string' },
  },
});

const numbers = (text: string): number[] => (text === '' ? [] : text.split(',').map(Number));
const names = values.arms.split(',');
const cases = Number(values.cases);
const rows: Row[] = [];
const say = (line: string): void => void process.stdout.write(`${line}\n`);

const stand = await openBenchStand(values.profile);
try {
  for (const size of numbers(values.sizes)) {
    if (size > 0) await fillCases(stand.servers.rootUrl, size);
    say(`${size} existing cases`);
    for (let repeat = 0; repeat < Number(values.repeats); repeat += 1) {
      for (const name of names) await runArm(name, size);
      // The floor once more after the others: a machine that became slower meanwhile shows here.
      if (names.includes('floor')) await runArm('floor', size);
    }
    // Copied cases are in no stream and have no papers: what was walked is checked before any are made.
    if (size === 0 && !values.unchecked) await lookOver();
  }
} finally {
  await stand.close();
}
const text = reportText();
writeFileSync(join(localDirectory(), 'report.md'), text);
say(text);
process.exit();

/** With the services running, so that whoever had no part in an arm hears what was said meanwhile. */
async function lookOver(): Promise<void> {
  const { deployment, servers } = stand;
  await deployment.start();
  const holds = await check({
    rootUrl: servers.rootUrl,
    natsUrl: servers.natsUrlOf('admin'),
    live: true,
    statements: undefined,
  });
  await deployment.stop();
  if (!holds) throw new Error('not everything holds: the figures do not count');
}

async function runArm(name: string, size: number): Promise<void> {
  const open = arms[name];
  if (open === undefined) throw new Error(`there is no arm "${name}"; there are ${Object.keys(arms).join(', ')}`);
  const arm = await open(stand);
  const measure = async (setting: string, order: Order): Promise<Row> => {
    const label = `${setting}, ${size} cases`;
    const found = rows.find((row) => row.arm === name && row.setting === label);
    const row = found ?? { arm: name, setting: label, runs: [] };
    if (found === undefined) rows.push(row);
    const run = await arm.measure(order);
    row.runs.push(run);
    say(`  ${name}, ${label}: ${runLine(run)}`);
    return row;
  };
  try {
    let capacity = 0;
    for (const concurrency of numbers(values.concurrency)) {
      const count = concurrency === 1 ? Math.ceil(cases / 6) : cases;
      const row = await measure(`${concurrency} at a time`, { cases: count, concurrency });
      if (concurrency === 16) capacity = medianRate(row);
    }
    if (!name.startsWith('ours') || capacity === 0) return;
    for (const share of numbers(values.open)) {
      const order = { cases: Math.ceil(cases / 2), concurrency: 0, rate: capacity * share };
      await measure(`open loop at ${Math.round(share * 100)} %`, order);
    }
  } finally {
    await arm.close();
  }
}

function reportText(): string {
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
    .map((row) => `### ${row.arm}, ${row.setting}\n\n${processTable(row)}\n\n${stepTable(row)}`);
  return [ratesTable(rows), ratios.join('\n'), ...details].join('\n\n');
}

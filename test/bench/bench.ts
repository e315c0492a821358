import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { localDirectory } from '../../deploy/local/state.js';
import { check } from '../../deploy/local/check/check.js';
import { arms } from './arms.js';
import { fillCases } from './fill.js';
import { parseMix, straightOnly } from './kinds.js';
import type { Load } from './load.js';
import { type Site, specialLoads } from './loads.js';
import { readEverything } from './reads.js';
import { reportOf, medianRate, type Row, runLine } from './report.js';
import { openBenchStand } from './stand.js';
import { steady } from './pace.js';
import type { Measured } from './watched.js';

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
    /** Cases before the first figure of an arm: ten processes that just began still compile what they run. */
    warm: { type: 'string', default: '240' },
    /** Shares of the closed loop's rate at 16, for the open loop. */
    open: { type: 'string', default: '0.3,0.6,0.9' },
    /** Percent straight, refused at the desk, corrected once, withdrawn in review, e.g. 90,4,5,1. */
    mix: { type: 'string', default: straightOnly.join(',') },
    /** The usual rate of the loads that follow, as a share of the closed loop's at 16; and seconds of a stretch. */
    usual: { type: 'string', default: '0.3' },
    seconds: { type: 'string', default: '30' },
    /** So many times the usual rate for a while, then time to recover. */
    spike: { type: 'string' },
    /** Growing evenly to so many times the usual rate. */
    ramp: { type: 'string' },
    /** Minutes at the usual rate. */
    soak: { type: 'string' },
    /** Certificates that are due at once while cases begin at the usual rate. */
    batch: { type: 'string' },
    /** Leaves out the look at whether everything holds, without which no figure counts: for tuning. */
    unchecked: { type: 'boolean', default: false },
    /** A folder for processor profiles of the one process. */
    profile: { type: 'string' },
  },
});

const numbers = (text: string): number[] => (text === '' ? [] : text.split(',').map(Number));
const names = values.arms.split(',');
const cases = Number(values.cases);
const mix = parseMix(values.mix);
const rows: Row[] = [];
const notes: string[] = [];
const readings: string[] = [];
const say = (line: string): void => void process.stdout.write(`${line}\n`);

const stand = await openBenchStand(values.profile);
try {
  for (const size of numbers(values.sizes)) {
    if (size > 0) await fillCases(stand.servers.rootUrl, size);
    say(`${size} existing cases`);
    if (names.includes('reads')) readings.push(`### Reads, ${size} cases`, ...(await readEverything(stand)), '');
    for (let repeat = 0; repeat < Number(values.repeats); repeat += 1) {
      for (const name of names.filter((one) => one !== 'reads')) await runArm(name, size);
      // The floor once more after the others: a machine that became slower meanwhile shows here.
      if (names.includes('floor')) await runArm('floor', size);
    }
    // Copied cases are in no stream and have no papers: what was walked is checked before any are made.
    if (size === 0 && !values.unchecked) await lookOver();
  }
} finally {
  await stand.close();
}
const text = `${reportOf(rows, notes)}\n\n${readings.join('\n')}`;
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
  if (open === undefined)
    throw new Error(`there is no arm "${name}"; there are ${Object.keys(arms).join(', ')}, reads`);
  const arm = await open(stand);
  const keep = rowOf(name, size);
  const measure = async (setting: string, load: Load, over?: AbortSignal): Promise<Measured> => {
    const run = await arm.measure({ mix, load }, over);
    keep(setting).runs.push(run);
    say(`  ${name}, ${setting}, ${size} cases: ${runLine(run)}`);
    return run;
  };
  try {
    if (Number(values.warm) > 0) await arm.measure({ mix, load: { cases: Number(values.warm), concurrency: 16 } });
    for (const concurrency of numbers(values.concurrency)) {
      const count = concurrency === 1 ? Math.ceil(cases / 6) : cases;
      await measure(`${concurrency} at a time`, { cases: count, concurrency });
    }
    const capacity = medianRate(keep('16 at a time'));
    if (!name.startsWith('ours') || Number.isNaN(capacity)) return;
    for (const share of numbers(values.open)) {
      const rate = capacity * share;
      await measure(`open loop at ${Math.round(share * 100)} %`, { pace: steady(cases / 2 / rate, rate) });
    }
    await runSpecials(name, size, {
      arm,
      measure,
      rate: capacity * Number(values.usual),
      seconds: Number(values.seconds),
    });
  } finally {
    await arm.close();
  }
}

async function runSpecials(name: string, size: number, site: Site): Promise<void> {
  for (const option of ['spike', 'ramp', 'batch', 'soak'] as const) {
    const amount = values[option];
    if (amount === undefined) continue;
    for (const line of await specialLoads[option](site, Number(amount)))
      note(`${name}, ${size} cases, ${option}: ${line}`);
  }
}

/** The row of an arm in a setting, made when first asked for. */
function rowOf(arm: string, size: number): (setting: string) => Row {
  return (setting) => {
    const label = `${setting}, ${size} cases`;
    const found = rows.find((row) => row.arm === arm && row.setting === label);
    if (found !== undefined) return found;
    const row = { arm, setting: label, runs: [] };
    rows.push(row);
    return row;
  };
}

function note(line: string): void {
  notes.push(line);
  say(`  ${line}`);
}

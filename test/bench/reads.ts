import { People } from '../../deploy/local/walks/people.js';
import type { Person } from '../../deploy/local/walks/person.js';
import { ShippedOffice } from './as-shipped.js';
import { mixed } from './kinds.js';
import { percentile, runLoad } from './load.js';
import { casesOf } from './office.js';
import { type Known, knownAtFirst, learn, waysToRead } from './routes.js';
import { Screen } from './screen.js';
import type { BenchStand } from './stand.js';
import { explained, type Scan } from './statement-log.js';

/** One of each who sees something else: the hall's, a department's, whoever oversees, an applicant, the cash desk. */
const readers = [
  'clerk-li',
  'issue-zhao',
  'chief-sj',
  'supervisor-zheng',
  'citizen-chen',
  'cashier-qian',
  'authority-wu',
];
const reads = 20;
/** What takes so long altogether, in milliseconds, is not read again: its price is known. */
const enough = 5_000;
/** Some of each kind, so that every statement of a case is seen. */
const everyKind = { mix: [25, 25, 25, 25], load: { cases: 8, concurrency: 4 } };

/** A route as somebody reads it. */
interface Way {
  reader: string;
  path: string;
}

/**
 * Every list and detail there is, read by everybody who may, as shipped; and each kind of statement that these reads and
 * some cases of every kind led to, explained.
 *
 * @param stand filled to the size that is to be measured
 * @returns a table and the statements that read too much, in lines of Markdown
 */
export async function readEverything(stand: BenchStand): Promise<string[]> {
  const { deployment, gateway, password, servers } = stand;
  await deployment.start();
  const office = await ShippedOffice.open(gateway, password);
  const screen = await Screen.open(servers.natsUrlOf('admin'));
  const people = new People(gateway, password);
  const run = mixed(casesOf(office, screen), everyKind.mix);
  const found: Way[] = [];
  const {
    kinds,
    explained: known,
    scans,
  } = await explained(servers.rootUrl, async () => {
    await runLoad(run, everyKind.load);
    found.push(...(await waysOf(gateway, people)));
    for (const port of Object.values(deployment.addresses.ports)) await metricsOf(port);
  });
  const lines = [];
  for (const way of found) lines.push(await timed(way, await people.get(way.reader)));
  await screen.close();
  await deployment.stop();
  const rows = lines.sort(slowestFirst).map(({ text }) => text);
  const head = ['| read by | route | p50 ms | p99 ms |', '| --- | --- | --- | --- |'];
  const told = `${known} of ${kinds} kinds of statements were explained; ${scans.length} look at more than a thousand rows:`;
  return [...head, ...rows, '', told, ...scans.map(lineOf)];
}

/** Three rounds: what the lists show is what details are asked for. @returns what was answered with 200 */
async function waysOf(gateway: string, people: People): Promise<Way[]> {
  const description = (await (await fetch(`${gateway}/api/openapi.json`)).json()) as object;
  const known = knownAtFirst();
  let ways: Way[] = [];
  for (let round = 0; round < 3; round += 1) {
    ways = [];
    for (const reader of readers) ways.push(...(await answered(reader, await people.get(reader), description, known)));
  }
  return ways;
}

async function answered(reader: string, person: Person, description: object, known: Known): Promise<Way[]> {
  const ways: Way[] = [];
  for (const path of waysToRead(description, known)) {
    const answer = await person.attempt(path);
    if (answer?.status !== 200) continue;
    learn(known, answer.body);
    ways.push({ reader, path });
    const { next } = answer.body;
    if (typeof next === 'string') ways.push({ reader, path: `${path}${path.includes('?') ? '&' : '?'}cursor=${next}` });
  }
  return ways;
}

async function timed({ reader, path }: Way, person: Person): Promise<{ p99: number; text: string }> {
  const values: number[] = [];
  const first = performance.now();
  while (values.length < reads && performance.now() - first < enough) {
    const began = performance.now();
    await person.read(path);
    values.push(performance.now() - began);
  }
  const [p50, p99] = [percentile(values, 0.5), percentile(values, 0.99)];
  return { p99, text: `| ${reader} | ${path} | ${p50.toFixed(1)} | ${p99.toFixed(1)} |` };
}

const slowestFirst = (a: { p99: number }, b: { p99: number }): number => b.p99 - a.p99;

const lineOf = ({ schema, sql, reads: how, rows }: Scan): string =>
  `- ${schema}: ${rows} rows (${how}): \`${sql.replaceAll(/\s+/g, ' ').slice(0, 600)}\``;

/** Counts by state are told there. The simulators have none. */
async function metricsOf(port: number): Promise<void> {
  await (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
}

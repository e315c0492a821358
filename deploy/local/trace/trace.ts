import { say } from '../say.js';
import { type Ask, knownServices, lookInto } from '../service-databases.js';
import { type ServiceName, type ServiceSchema, serviceNames, serviceSchemas } from '../services.js';
import { findCaseId, idsOfCase, readIdMap } from './case-ids.js';
import { eventsAbout, historyIn, type HistoryLine } from './history.js';

type Opened = readonly [ServiceName, Ask];

/**
 * `npm run trace -- <case number or case id>`: the whole life of a case across services, in one list, without personal
 * data. Times are business time.
 *
 * @param args the number or the id
 */
export async function trace(args: string[]): Promise<void> {
  const [wanted] = args;
  try {
    if (wanted === undefined)
      throw new Error('用法:npm run trace -- <办件编号或办件 id> / give a case number or a case id');
    const lines = await openAll(knownServices(), [], async (opened) => lifeOf(wanted, opened));
    for (const line of lines) say(line);
  } catch (error) {
    say(error instanceof Error ? error.message : String(error));
    process.exitCode = 1;
  }
}

/** Opens every database, one inside the other, so that all are closed again however it ends. */
async function openAll<T>(
  left: [ServiceName, string][],
  opened: Opened[],
  act: (opened: Opened[]) => Promise<T>,
): Promise<T> {
  const [next, ...rest] = left;
  if (next === undefined) return act(opened);
  const [name, url] = next;
  return lookInto(url, async (ask) => openAll(rest, [...opened, [name, ask]], act));
}

async function lifeOf(wanted: string, opened: Opened[]): Promise<string[]> {
  if (opened.length === 0) {
    throw new Error(
      '没有数据库可查:先运行 npm start,或设置 <SERVICE>_DATABASE_URL / no database is known: run npm start first',
    );
  }
  const caseId = await firstFound(
    opened.map(
      ([, ask]) =>
        async () =>
          findCaseId(ask, wanted),
    ),
  );
  if (caseId === undefined) {
    throw new Error(`没有编号为 ${wanted} 的办件,请核对编号 / there is no case ${wanted}; check the number`);
  }
  const ids = new Set<string>();
  for (const [, ask] of opened) for (const id of await idsOfCase(ask, await readIdMap(ask), caseId)) ids.add(id);
  const events: string[] = [];
  for (const [, ask] of opened) events.push(...(await eventsAbout(ask, [...ids])));
  const lines: HistoryLine[] = [];
  for (const [service, ask] of opened) {
    const { caseHistory: own = [] }: ServiceSchema = serviceSchemas[service];
    lines.push(...(await historyIn({ service, ask, own }, { ids: [...ids], events })));
  }
  return [`办件 case ${caseId}, ${lines.length} 条 facts`, ...inOrder(lines).map(written)];
}

async function firstFound<T>(looks: (() => Promise<T | undefined>)[]): Promise<T | undefined> {
  for (const look of looks) {
    const found = await look();
    if (found !== undefined) return found;
  }
  return undefined;
}

const place = (service: string): number => serviceNames.indexOf(service as ServiceName);

/** By time; what happened at the same moment stays as its service tells it. */
const inOrder = (lines: HistoryLine[]): HistoryLine[] =>
  lines
    .map((line, at) => ({ line, at }))
    .sort(
      (a, b) =>
        a.line.at.getTime() - b.line.at.getTime() || place(a.line.service) - place(b.line.service) || a.at - b.at,
    )
    .map(({ line }) => line);

const written = ({ at, service, what, detail }: HistoryLine): string =>
  `${at.toISOString()}  ${service.padEnd(12)}  ${what.padEnd(21)}  ${detail}`;

import { join } from 'node:path';
import { readBus } from '#lib/messaging';
import { plainError } from '#lib/persistence';
import { say } from '../say.js';
import { knownServices, lookInto } from '../service-databases.js';
import { localDirectory, readLocalKeys, readNatsUrl } from '../state.js';
import { type Finding, fail, linesOf } from './finding.js';
import { busAway, judgeBus } from './judge-bus.js';
import { judgeDatabase } from './judge-database.js';
import { judgeKeyRing, judgeOffice, judgeSeals } from './judge-office.js';
import { judgeServices } from './judge-services.js';
import { judgeSync } from './judge-sync.js';
import { readDatabase } from './read-database.js';
import { durablesOf } from './read-durables.js';
import { readAuthority, readCalendars, readKeyRing, readSealEnds } from './read-office.js';
import { readService, type ServiceFacts } from './read-service.js';
import { readSync } from './read-sync.js';

/**
 * `npm run doctor`: looks over database, bus, lag, clocks, calendars and keys of the last `npm start`, or of a deployment
 * named by <SERVICE>_DATABASE_URL, NATS_URL, NATS_MONITOR_URL, SEAL_KEYS and PERSONAL_KEYS. Changes nothing. Exit status 1 when something
 * fails.
 */
export async function doctor(): Promise<void> {
  const findings = await examine();
  for (const finding of findings) for (const line of linesOf(finding)) say(line);
  const failed = findings.filter(({ level }) => level === 'fail').length;
  const warned = findings.filter(({ level }) => level === 'warn').length;
  const unknown = findings.filter(({ level }) => level === 'unseen').length;
  say(
    `\n${findings.length} 项检查,${failed} 项不通过,${warned} 项提醒,${unknown} 项看不到 / ${findings.length} checks, ${failed} failed, ${warned} warnings, ${unknown} that cannot be seen`,
  );
  if (failed > 0) process.exitCode = 1;
}

async function examine(): Promise<Finding[]> {
  const services = knownServices();
  if (services.length === 0) return [nothingKnown()];
  const findings: Finding[] = [];
  const facts: ServiceFacts[] = [];
  const servers = new Set<string>();
  for (const [service, url] of services) {
    const { host } = new URL(url);
    try {
      await lookInto(url, async (ask) => {
        if (!servers.has(host)) findings.push(...judgeDatabase(await readDatabase(url, ask)));
        servers.add(host);
        facts.push(await readService(service, ask));
      });
    } catch (error) {
      findings.push(databaseAway(service, error));
    }
  }
  const now = new Date(Date.now() + (facts.find(({ service }) => service === 'identity')?.offsetMs ?? 0));
  findings.push(...(await examineBus(facts)));
  findings.push(
    ...judgeServices(facts, Date.now()),
    ...(await examineOffice(services, facts, now)),
    ...examineKeys(now),
  );
  return findings;
}

async function examineBus(services: ServiceFacts[]): Promise<Finding[]> {
  const configured = process.env['NATS_URL'];
  const url = configured ?? readNatsUrl();
  if (url === undefined) return [busAway('NATS_URL')];
  const durables = await Promise.all(
    services.map(async ({ service, keepsCopies }) => durablesOf(service, keepsCopies)),
  );
  const saying = services.map(({ service }) => service);
  const duties = { saying, durables: durables.flat(), local: configured === undefined };
  const sync = judgeSync(await readSync(process.env['NATS_MONITOR_URL']));
  try {
    return [...judgeBus(await readBus(url), duties), sync];
  } catch (error) {
    return [busAway(plainError(error))];
  }
}

async function examineOffice(services: [string, string][], read: ServiceFacts[], now: Date): Promise<Finding[]> {
  // A database that cannot be reached was told of already.
  const urlOf = (name: string): string | undefined =>
    read.some(({ service }) => service === name) ? services.find(([service]) => service === name)?.[1] : undefined;
  const [catalogue, identity] = [urlOf('catalogue'), urlOf('identity')];
  if (catalogue === undefined || identity === undefined) return [];
  const calendars = await lookInto(catalogue, readCalendars);
  const authority = await lookInto(identity, async (ask) => readAuthority(ask, now));
  return judgeOffice({ now, calendars, ...authority });
}

function examineKeys(now: Date): Finding[] {
  const ends = readSealEnds(process.env['SEAL_KEYS'] ?? join(localDirectory(), 'seal-keys.json'));
  const ring = process.env['PERSONAL_KEYS'] ?? readLocalKeys();
  return [
    ...(ends === undefined ? [] : [judgeSeals(ends, now)]),
    ...(ring === undefined ? [] : [judgeKeyRing(() => readKeyRing(ring))]),
  ];
}

const nothingKnown = (): Finding =>
  fail(
    'database.known',
    { zh: '不知道任何服务的数据库。', en: 'No service’s database is known.' },
    {
      zh: '先运行 npm start,或设置 <SERVICE>_DATABASE_URL。',
      en: 'Run npm start first, or set <SERVICE>_DATABASE_URL.',
    },
  );

const databaseAway = (service: string, error: unknown): Finding =>
  fail(
    'database.reached',
    {
      zh: `${service} 的数据库不可用:${plainError(error)}。`,
      en: `The database of ${service} cannot be read: ${plainError(error)}.`,
    },
    { zh: '启动数据库,核对地址、账户和迁移。', en: 'Start it; check address, account and migrations.' },
  );

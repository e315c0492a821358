import type { BusReport, DurableReport, StreamReport } from '#lib/messaging';
import { fail, type Finding, ok, warn } from './finding.js';

/** What the bus must have. */
export interface BusDuties {
  /** Services that say something: each has a stream. */
  saying: readonly string[];
  /** Durables that listeners must have, `review__intake`: one for each stream that a service hears. */
  durables: readonly string[];
  /** One machine for trying out: nobody expects replicas of it. */
  local: boolean;
}

/** Judges the bus: its durability, the streams and who hears them. */
export function judgeBus(report: BusReport, duties: BusDuties): Finding[] {
  return [judgeServer(report, duties), ...judgeStreams(report, duties), ...judgeDurables(report, duties)];
}

/** The bus is not there at all. */
export function busAway(why: string): Finding {
  return fail(
    'bus.server',
    {
      zh: `消息总线不可用(${why}),事件留在各服务的发件箱中。`,
      en: `The bus is away (${why}); events stay in the outboxes.`,
    },
    {
      zh: '启动 nats-server(需启用 JetStream),核对 NATS_URL。',
      en: 'Start nats-server with JetStream, and check NATS_URL.',
    },
  );
}

const about = { server: 'bus.server', stream: 'bus.stream', durable: 'bus.durable' };

function judgeServer({ version }: BusReport, { local }: BusDuties): Finding {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const syncs = major > 2 || (major === 2 && minor >= 10);
  if (syncs || local) {
    return ok(about.server, `nats-server ${version},JetStream 可用。`, `nats-server ${version} with JetStream.`);
  }
  return warn(
    about.server,
    {
      zh: `nats-server ${version} 应答时不落盘,断电后流要靠日志重填。`,
      en: `nats-server ${version} answers before it syncs: after a power cut streams are refilled from the journals.`,
    },
    { zh: '升级到 2.12 以上,并设 sync_interval: always。', en: 'Move to 2.12 or newer with sync_interval: always.' },
  );
}

function judgeStreams({ streams }: BusReport, { saying, local }: BusDuties): Finding[] {
  const faults = saying.flatMap((service) => {
    const stream = streams.find((one) => one.service === service);
    return stream === undefined ? [missing(service)] : judgeStream(stream, local);
  });
  if (faults.length > 0) return faults;
  return [
    ok(
      about.stream,
      `${saying.length} 个流齐全,设置正确。`,
      `All ${saying.length} streams are there, set as they must be.`,
    ),
  ];
}

const missing = (service: string): Finding =>
  fail(
    about.stream,
    { zh: `没有 ${service} 的流。`, en: `The stream of ${service} is missing.` },
    {
      zh: `启动 ${service},它会建流并从日志重填;若它在运行,查看其日志。`,
      en: `Start ${service}: it makes the stream and refills it; if it runs, read its log.`,
    },
  );

function judgeStream({ service, replicas, differences }: StreamReport, local: boolean): Finding[] {
  const found: Finding[] = [];
  if (differences.length > 0) {
    found.push(
      fail(
        about.stream,
        {
          zh: `${service} 的流设置不对:${differences.join(';')}。`,
          en: `The stream of ${service} is not set as it must be: ${differences.join('; ')}.`,
        },
        {
          zh: '以管理员更正该流的设置,或删除它,由服务重建并重填。',
          en: 'Correct it as an administrator, or delete it: its service makes and refills it.',
        },
      ),
    );
  }
  if (replicas < 3 && !local) {
    found.push(
      warn(
        about.stream,
        { zh: `${service} 的流只有 ${replicas} 份。`, en: `The stream of ${service} has ${replicas} replica.` },
        { zh: '在三节点集群上把副本数改为 3。', en: 'Give it three replicas on a cluster of three.' },
      ),
    );
  }
  return found;
}

function judgeDurables({ durables }: BusReport, duties: BusDuties): Finding[] {
  const absent = duties.durables.filter((wanted) => !durables.some(({ name }) => name === wanted));
  const faults = [...absent.map(absentDurable), ...durables.flatMap(judgeDurable)];
  if (faults.length > 0) return faults;
  return [
    ok(about.durable, `${durables.length} 个持久订阅都有人处理。`, `All ${durables.length} durables are being heard.`),
  ];
}

function absentDurable(name: string): Finding {
  const [listener = name, source = ''] = name.split('__');
  return fail(
    about.durable,
    {
      zh: `没有 ${name}:${listener} 听不到 ${source}。`,
      en: `${name} is missing: ${listener} does not hear ${source}.`,
    },
    {
      zh: `启动 ${listener},它会建立订阅并从头重听,已办的不会再办;若它在运行,查看其日志。`,
      en: `Start ${listener}: it makes the durable and hears the stream again, doing nothing twice; if it runs, read its log.`,
    },
  );
}

function judgeDurable({ name, pending, unacknowledged, heard, still }: DurableReport): Finding[] {
  const waiting = pending + unacknowledged;
  if (heard && !(waiting > 0 && still)) return [];
  const [listener = name] = name.split('__');
  const says = heard
    ? { zh: `${name} 停滞,积压 ${waiting} 条。`, en: `${name} stands still with ${waiting} messages.` }
    : { zh: `没有进程处理 ${name},积压 ${waiting} 条。`, en: `Nobody hears ${name}; ${waiting} messages wait.` };
  return [
    fail(about.durable, says, { zh: `启动 ${listener},或查看其日志。`, en: `Start ${listener}, or read its log.` }),
  ];
}

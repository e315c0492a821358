import { fail, type Finding, ok, type Told, unseen } from './finding.js';
import type { SeenSync } from './read-sync.js';

const about = 'bus.sync';

const why: Record<'no-monitor' | 'no-answer' | 'not-told', Told> = {
  'no-monitor': { zh: '未指定监控地址', en: 'no monitoring address is named' },
  'no-answer': { zh: '监控地址没有应答', en: 'its monitoring address does not answer' },
  'not-told': { zh: '该版本不显示此设置', en: 'this version does not show it' },
};

/**
 * Judges whether the broker has on disk what it acknowledged. What cannot be seen is neither well nor wrong: it is said, so
 * that nobody takes silence for a yes.
 */
export function judgeSync(seen: SeenSync): Finding {
  if ('why' in seen) return notSeen(why[seen.why]);
  if (seen.sync === 'always')
    return ok(about, '消息总线应答前落盘。', 'The bus has on disk what it acknowledges (sync_interval: always).');
  return fail(
    about,
    {
      zh: '消息总线的 sync_interval 不是 always,断电后流要靠日志重填。',
      en: 'sync_interval is not always: after a power cut streams are refilled from the journals.',
    },
    { zh: '在 jetstream 配置中设 sync_interval: always。', en: 'Set sync_interval: always in its jetstream block.' },
  );
}

const notSeen = ({ zh, en }: Told): Finding =>
  unseen(
    about,
    {
      zh: `看不到消息总线的 sync_interval(${zh}),不能断定应答的消息已落盘。`,
      en: `The bus's sync_interval cannot be seen (${en}): whether acknowledged messages are on disk is not known.`,
    },
    {
      zh: '用 2.10 以上的 nats-server,开启 http 监控端口并设 NATS_MONITOR_URL;或人工核对配置中的 sync_interval: always。',
      en: 'Use nats-server 2.10 or newer, open its monitoring port (http: 8222) and set NATS_MONITOR_URL=http://host:8222; or look for sync_interval: always in its configuration.',
    },
  );

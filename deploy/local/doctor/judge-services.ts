import { bornAt } from '#lib/service-kit';
import { fail, type Finding, levelOf, ok, warn } from './finding.js';
import type { ServiceFacts, Waiting } from './read-service.js';

const seconds = { minute: 60, hour: 3_600, day: 86_400 };

/** Judges what waits and lies aside, and whether all services have the same business time. */
export function judgeServices(services: readonly ServiceFacts[], now: number): Finding[] {
  return [
    ...judgeAges(services, now, 'outbox', [seconds.minute, 10 * seconds.minute]),
    ...judgeAges(services, now, 'parked', [10 * seconds.minute, seconds.day]),
    ...judgeLetters(services),
    ...judgeTimers(services),
    judgeOffsets(services),
  ];
}

const words = {
  outbox: {
    zh: '条事件待发布',
    en: 'events are not yet published',
    todo: { zh: '查看总线是否可用、该服务是否在运行。', en: 'See whether the bus is there and the service runs.' },
    well: { zh: '各服务的事件都已发布。', en: 'Every event is published.' },
  },
  parked: {
    zh: '条事件在等前一事实',
    en: 'events wait for what they are about',
    todo: { zh: '用 npm run parked 查看它们在等什么。', en: 'See with npm run parked what they wait for.' },
    well: { zh: '没有久等的事件。', en: 'No event waits long for another.' },
  },
};

function judgeAges(
  services: readonly ServiceFacts[],
  now: number,
  kind: 'outbox' | 'parked',
  bounds: readonly [number, number],
): Finding[] {
  const { zh, en, todo, well } = words[kind];
  const found = services.flatMap(({ service, [kind]: waiting }) => {
    const age = ageOf(waiting, now);
    const level = levelOf(age, bounds);
    if (level === 'ok') return [];
    const says = {
      zh: `${service} 有 ${waiting.count} ${zh},最早的已 ${Math.round(age)} 秒。`,
      en: `${service}: ${waiting.count} ${en}, the oldest for ${Math.round(age)} s.`,
    };
    return [(level === 'warn' ? warn : fail)(`lag.${kind}`, says, todo)];
  });
  return found.length > 0 ? found : [ok(`lag.${kind}`, well.zh, well.en)];
}

/** Seconds of real time: an event's id tells when it was made. */
function ageOf({ oldestEventId }: Waiting, now: number): number {
  const born = bornAt(oldestEventId ?? '');
  return born === undefined ? 0 : (now - born) / 1_000;
}

function judgeLetters(services: readonly ServiceFacts[]): Finding[] {
  const found = services.filter(({ deadLetters }) => deadLetters > 0);
  if (found.length === 0) return [ok('lag.dead-letters', '没有未处理的死信。', 'No dead letter is open.')];
  return found.map(({ service, deadLetters }) =>
    fail(
      'lag.dead-letters',
      { zh: `${service} 有 ${deadLetters} 封死信未处理。`, en: `${service} has ${deadLetters} open dead letters.` },
      {
        zh: '用 npm run dead-letters 查看,重放或说明理由后作废。',
        en: 'Look at them with npm run dead-letters; replay, or discard with a reason.',
      },
    ),
  );
}

function judgeTimers(services: readonly ServiceFacts[]): Finding[] {
  const found = services.filter(({ overdue }) => overdue.count > 0);
  if (found.length === 0) return [ok('lag.timers', '没有过期未办的定时事项。', 'No timer is overdue.')];
  return found.map(({ service, overdue: { count, attempts } }) =>
    (attempts >= 5 ? fail : warn)(
      'lag.timers',
      {
        zh: `${service} 有 ${count} 个定时事项到期未办,最多已试 ${attempts} 次。`,
        en: `${service} has ${count} overdue timers, tried ${attempts} times at most.`,
      },
      {
        zh: '查看该服务日志和 due_timer.last_error;服务停过时稍等即可。',
        en: 'Read its log and due_timer.last_error; after a pause of the service just wait.',
      },
    ),
  );
}

function judgeOffsets(services: readonly ServiceFacts[]): Finding {
  const offsets = new Set(services.map(({ offsetMs }) => offsetMs));
  if (offsets.size <= 1)
    return ok('clock.business', '各服务业务时间一致。', 'All services have the same business time.');
  const each = services.map(({ service, offsetMs }) => `${service} ${offsetMs / 1_000} s`).join(', ');
  return fail(
    'clock.business',
    { zh: `各服务业务时间不一致:${each}。`, en: `Services differ in business time: ${each}.` },
    { zh: '查看落后服务是否在听 identity。', en: 'See whether those that are behind hear identity.' },
  );
}

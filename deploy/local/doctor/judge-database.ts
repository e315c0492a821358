import { fail, type Finding, levelOf, ok, warn } from './finding.js';
import type { DatabaseFacts } from './read-database.js';

const percent = (share: number): string => `${Math.round(share * 100)} %`;

/** Judges the settings of a database server: what is committed must be on disk, and clocks must agree. */
export function judgeDatabase(facts: DatabaseFacts): Finding[] {
  return [
    judgeFlush(facts),
    judgeBinlog(facts),
    judgeIsolation(facts),
    judgeCharset(facts),
    judgeUse(facts),
    judgeSkew(facts),
    ...judgeDisk(facts),
  ];
}

function judgeFlush({ server, variables }: DatabaseFacts): Finding {
  const value = variables['innodb_flush_log_at_trx_commit'];
  const about = 'database.flush';
  if (value === '1')
    return ok(about, `${server} 提交即落盘。`, `${server} has every commit on disk before it answers.`);
  return fail(
    about,
    {
      zh: `${server} 的 innodb_flush_log_at_trx_commit 是 ${value},断电会丢失已答复的提交。`,
      en: `${server} has innodb_flush_log_at_trx_commit=${value}: a power cut loses commits that were answered.`,
    },
    {
      zh: '在配置文件中设 innodb_flush_log_at_trx_commit=1,并执行 SET GLOBAL innodb_flush_log_at_trx_commit=1。',
      en: 'Set innodb_flush_log_at_trx_commit=1 in its configuration, and SET GLOBAL innodb_flush_log_at_trx_commit=1.',
    },
  );
}

function judgeBinlog({ server, variables }: DatabaseFacts): Finding {
  const about = 'database.binlog';
  if (variables['log_bin'] !== 'ON') {
    return warn(
      about,
      {
        zh: `${server} 没有二进制日志,只能恢复到上次备份。`,
        en: `${server} writes no binary log: only the last backup can be restored.`,
      },
      { zh: '设 log_bin 和 sync_binlog=1。', en: 'Set log_bin and sync_binlog=1.' },
    );
  }
  const value = variables['sync_binlog'];
  if (value === '1')
    return ok(about, `${server} 二进制日志同步落盘。`, `${server} syncs its binary log with each commit.`);
  return fail(
    about,
    {
      zh: `${server} 的 sync_binlog 是 ${value},断电后二进制日志可能缺少提交。`,
      en: `${server} has sync_binlog=${value}: after a power cut the binary log may lack commits.`,
    },
    { zh: '设 sync_binlog=1。', en: 'Set sync_binlog=1.' },
  );
}

function judgeIsolation({ server, variables }: DatabaseFacts): Finding {
  const about = 'database.isolation';
  if (variables['log_bin'] !== 'ON' || variables['binlog_format'] !== 'STATEMENT') {
    return ok(about, `${server} 可以用 READ COMMITTED。`, `${server} can work at READ COMMITTED.`);
  }
  return fail(
    about,
    {
      zh: `${server} 的 binlog_format 是 STATEMENT,READ COMMITTED 下的写入会被拒绝。`,
      en: `${server} has binlog_format=STATEMENT: it refuses writes at READ COMMITTED.`,
    },
    { zh: '设 binlog_format=ROW 或 MIXED。', en: 'Set binlog_format to ROW or MIXED.' },
  );
}

function judgeCharset({ server, charset }: DatabaseFacts): Finding {
  const about = 'database.charset';
  if (charset === 'utf8mb4') return ok(about, `${server} 用 utf8mb4。`, `${server} keeps text as utf8mb4.`);
  return fail(
    about,
    {
      zh: `${server} 用 ${charset},部分汉字存不下。`,
      en: `${server} keeps text as ${charset}: some characters do not fit.`,
    },
    { zh: '按 utf8mb4 重建该库。', en: 'Make the schema anew with utf8mb4.' },
  );
}

function judgeUse({ server, variables, status }: DatabaseFacts): Finding {
  const share = (used: string, most: string): number => Number(status[used] ?? 0) / Number(variables[most] ?? Infinity);
  const shares: [string, number][] = [
    ['max_prepared_stmt_count', share('prepared_stmt_count', 'max_prepared_stmt_count')],
    ['max_connections', share('threads_connected', 'max_connections')],
  ];
  const [name, used] = shares.sort(([, a], [, b]) => b - a)[0] ?? ['', 0];
  const about = 'database.limits';
  const level = levelOf(used, [0.8, 0.95]);
  if (level === 'ok')
    return ok(about, `${server} 连接和预处理语句充裕。`, `${server} has connections and statements to spare.`);
  return (level === 'warn' ? warn : fail)(
    about,
    { zh: `${server} 的 ${name} 已用 ${percent(used)}。`, en: `${server} has used ${percent(used)} of ${name}.` },
    { zh: `调大 ${name},或减少副本。`, en: `Raise ${name}, or run fewer replicas.` },
  );
}

function judgeSkew({ server, skew }: DatabaseFacts): Finding {
  const about = 'database.clock';
  const seconds = (Math.abs(skew) / 1_000).toFixed(1);
  const level = levelOf(Math.abs(skew), [1_000, 5_000]);
  if (level === 'ok') return ok(about, `${server} 与本机时钟一致。`, `${server} has the time of this machine.`);
  return (level === 'warn' ? warn : fail)(
    about,
    { zh: `${server} 与本机时钟相差 ${seconds} 秒。`, en: `${server} and this machine differ by ${seconds} s.` },
    { zh: '在各机器上启用 NTP/PTP 校时。', en: 'Have all machines keep time with NTP or PTP.' },
  );
}

function judgeDisk({ server, free }: DatabaseFacts): Finding[] {
  if (free === undefined) return [];
  const about = 'database.disk';
  const level = levelOf(1 - free, [0.85, 0.95]);
  if (level === 'ok')
    return [ok(about, `${server} 磁盘空闲 ${percent(free)}。`, `${server} has ${percent(free)} of its disk free.`)];
  return [
    (level === 'warn' ? warn : fail)(
      about,
      { zh: `${server} 磁盘只剩 ${percent(free)}。`, en: `${server} has only ${percent(free)} of its disk left.` },
      { zh: '扩容,或归档旧办件。', en: 'Add space, or archive old cases.' },
    ),
  ];
}

import { fail, type Finding, ok, warn } from './finding.js';
import type { OfficeFacts, SealEnd } from './read-office.js';

const day = 86_400_000;
/** A statutory limit of twenty working days, extended by ten, must be computable for what is accepted today. */
const calendarDays = { fail: 15, warn: 60 };
const keyDays = 365;
const sealDays = 60;

const daysUntil = (then: Date, now: Date): number => Math.floor((then.getTime() - now.getTime()) / day);

/** Judges what the office must keep up to date. */
export function judgeOffice(facts: OfficeFacts): Finding[] {
  return [...judgeCalendars(facts), judgeLetters(facts), judgeSigningKeys(facts)];
}

function judgeCalendars({ now, calendars }: OfficeFacts): Finding[] {
  const about = 'office.calendar';
  const todo = {
    zh: '国务院办公厅公布放假安排后,用 POST /api/catalogue/calendars 发布下一年日历。',
    en: 'Publish the next year with POST /api/catalogue/calendars once the State Council has announced its holidays.',
  };
  if (calendars.length === 0) {
    return [
      fail(about, { zh: '没有工作日历,期限无法计算。', en: 'There is no calendar: no limit can be computed.' }, todo),
    ];
  }
  return calendars.map(({ id, through }) => {
    const days = daysUntil(new Date(`${through}T16:00:00Z`), now);
    const says = {
      zh: `日历 ${id} 公布到 ${through},还有 ${days} 天。`,
      en: `Calendar ${id} is published through ${through}, ${days} days from now.`,
    };
    if (days < calendarDays.fail) return fail(about, says, todo);
    return days < calendarDays.warn ? warn(about, says, todo) : ok(about, says.zh, says.en);
  });
}

function judgeLetters({ endingLetters }: OfficeFacts): Finding {
  const about = 'office.letters';
  if (endingLetters.length === 0)
    return ok(about, '三十天内没有授权到期。', 'No letter of authority ends within thirty days.');
  const first = endingLetters.slice(0, 3).join('、');
  return warn(
    about,
    {
      zh: `${endingLetters.length} 份授权文书三十天内到期:${first}。`,
      en: `${endingLetters.length} letters of authority end within thirty days: ${first}.`,
    },
    { zh: '请授权管理员续授。', en: 'Ask the authority manager to grant them anew.' },
  );
}

function judgeSigningKeys({ now, signingKeysSince }: OfficeFacts): Finding {
  const about = 'keys.signing';
  if (signingKeysSince === undefined) {
    return fail(
      about,
      { zh: '没有签名密钥,无人能登录。', en: 'There are no signing keys: nobody can sign in.' },
      { zh: '启动 identity,它会生成并公布。', en: 'Start identity: it makes and publishes them.' },
    );
  }
  const age = daysUntil(now, signingKeysSince);
  const says = { zh: `签名密钥已用 ${age} 天。`, en: `The signing keys are ${age} days old.` };
  if (age <= keyDays) return ok(about, says.zh, says.en);
  return warn(about, says, { zh: '更换签名密钥。', en: 'Have new signing keys made.' });
}

/** Judges how long the seals last. @param now business time */
export function judgeSeals(ends: readonly SealEnd[], now: Date): Finding {
  const about = 'keys.seals';
  const ending = ends.filter(({ until }) => daysUntil(until, now) < sealDays);
  if (ending.length === 0)
    return ok(
      about,
      `${ends.length} 枚印章证书都在有效期内。`,
      `All ${ends.length} seals are valid for ${sealDays} days and more.`,
    );
  const over = ending.filter(({ until }) => until < now);
  const organs = ending.map(({ organ }) => organ).join('、');
  return (over.length > 0 ? fail : warn)(
    about,
    { zh: `印章证书将到期或已到期:${organs}。`, en: `Seals have ended or end within ${sealDays} days: ${organs}.` },
    { zh: '向印章机构换发证书,更新 SEAL_KEYS 文件。', en: 'Have them renewed, and change the file of SEAL_KEYS.' },
  );
}

/** Judges the personal keys. */
export function judgeKeyRing(read: () => { current: number; versions: number[] }): Finding {
  const about = 'keys.personal';
  try {
    const { current, versions } = read();
    return ok(
      about,
      `个人信息密钥第 ${current} 版在用,共 ${versions.length} 版。`,
      `Personal data is sealed with key version ${current} of ${versions.length}.`,
    );
  } catch (error) {
    return fail(
      about,
      {
        zh: '个人信息密钥环不可用。',
        en: `The key ring cannot be used: ${error instanceof Error ? error.message : ''}.`,
      },
      {
        zh: '按 libs/access/src/personal/key-ring.ts 更正 PERSONAL_KEYS。',
        en: 'Correct PERSONAL_KEYS; see libs/access/src/personal/key-ring.ts.',
      },
    );
  }
}

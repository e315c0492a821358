import type { HolidayTableInvalid } from '#lib/calendar';
import { DomainError } from '#lib/service-kit';

/** There is no such calendar. */
export const calendarNotFound = (): DomainError =>
  new DomainError('calendar.not-found', 'not-found', {
    zh: '没有这个工作日历;全国日历的代号是 cn。',
    en: 'There is no such calendar; the national one is cn.',
  });

/** A version was written on top of another than the newest. */
export const calendarStale = (offered: number, next: number): DomainError =>
  new DomainError(
    'calendar.stale-version',
    'stale',
    {
      zh: `您提交的是第 ${offered} 版,而下一版应为第 ${next} 版;请对照最新日历后重新提交。`,
      en: `You sent version ${offered}; the next version is ${next}. Compare with the newest and send again.`,
    },
    [{ field: 'version', code: 'calendar.stale-version', message: { zh: `应为 ${next}`, en: `must be ${next}` } }],
  );

/** Just this table was published before. */
export const calendarUnchanged = (label: string): DomainError =>
  new DomainError('calendar.unchanged', 'conflict', {
    zh: `同样内容的日历已经发布(${label}),无需重复发布。`,
    en: `A calendar with just these days was published before (${label}); there is nothing to publish.`,
  });

/** The table of holidays cannot be one. */
export const calendarTableInvalid = ({ path, message }: HolidayTableInvalid): DomainError =>
  new DomainError(
    'calendar.table-invalid',
    'invalid',
    {
      zh: `节假日表有误:${path},请对照国务院办公厅通知逐日核对。`,
      en: `The holiday table is wrong at ${path}; check it against the notice, day by day.`,
    },
    [{ field: path, code: 'calendar.table-invalid', message: { zh: `此处有误:${message}`, en: message } }],
  );

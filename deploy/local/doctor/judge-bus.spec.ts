import { describe, expect, it } from '@jest/globals';
import type { BusReport, DurableReport } from '#lib/messaging';
import { linesOf } from './finding.js';
import { type BusDuties, judgeBus } from './judge-bus.js';

const stream = (service: string) => ({ service, replicas: 3, messages: 9, differences: [] as string[] });
const heard: DurableReport = { name: 'review__intake', pending: 0, unacknowledged: 0, heard: true, still: false };
const well: BusReport = { version: '2.12.1', streams: [stream('intake'), stream('review')], durables: [heard] };
const duties: BusDuties = { saying: ['intake', 'review'], durables: ['review__intake'], local: false };

/** What is not well, as it is printed. */
const told = (change: Partial<BusReport>): string[] =>
  judgeBus({ ...well, ...change }, duties)
    .filter(({ level }) => level !== 'ok')
    .flatMap(linesOf)
    .map((line) => line.trim().replace(/ +/g, ' '));

describe('the bus', () => {
  it('is well', () => expect(told({})).toEqual([]));

  it.each<[string, Partial<BusReport>, string[]]>([
    [
      'a stream that is missing',
      { streams: [stream('review')] },
      [
        '✗ bus.stream 没有 intake 的流。',
        'The stream of intake is missing.',
        '→ 启动 intake,它会建流并从日志重填;若它在运行,查看其日志。',
        '→ Start intake: it makes the stream and refills it; if it runs, read its log.',
      ],
    ],
    [
      'a durable that was deleted',
      { durables: [] },
      [
        '✗ bus.durable 没有 review__intake:review 听不到 intake。',
        'review__intake is missing: review does not hear intake.',
        '→ 启动 review,它会建立订阅并从头重听,已办的不会再办;若它在运行,查看其日志。',
        '→ Start review: it makes the durable and hears the stream again, doing nothing twice; if it runs, read its log.',
      ],
    ],
    [
      'a durable that nobody hears',
      { durables: [{ ...heard, heard: false, pending: 7 }] },
      [
        '✗ bus.durable 没有进程处理 review__intake,积压 7 条。',
        'Nobody hears review__intake; 7 messages wait.',
        '→ 启动 review,或查看其日志。',
        '→ Start review, or read its log.',
      ],
    ],
    [
      'a durable that is heard and stands still',
      { durables: [{ ...heard, still: true, pending: 6, unacknowledged: 1 }] },
      [
        '✗ bus.durable review__intake 停滞,积压 7 条。',
        'review__intake stands still with 7 messages.',
        '→ 启动 review,或查看其日志。',
        '→ Start review, or read its log.',
      ],
    ],
  ])('tells of %s, and what to do', (_, change, lines) => expect(told(change)).toEqual(lines));

  it('is not troubled by a durable that has nothing to do', () =>
    expect(told({ durables: [{ ...heard, still: true }] })).toEqual([]));

  it('tells of settings, replicas and a broker that cannot sync', () => {
    const streams = [{ ...stream('intake'), replicas: 1, differences: ['discard: old, not new'] }, stream('review')];
    expect(told({ version: '2.9.10', streams }).filter((line) => /^[!✗]/.test(line))).toEqual([
      '! bus.server nats-server 2.9.10 应答时不落盘,断电后流要靠日志重填。',
      '✗ bus.stream intake 的流设置不对:discard: old, not new。',
      '! bus.stream intake 的流只有 1 份。',
    ]);
  });
});

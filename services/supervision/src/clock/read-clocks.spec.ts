import { describe, expect, it } from '@jest/globals';
import { CaseFacts, type Fact, type FactContents, type FactKind, type FactLimit } from '../case-fact/fact.js';
import { readClocks } from './read-clocks.js';

const day = (date: string): Date => new Date(`2026-09-${date}T01:00:00Z`);

let place = 0;
function fact<K extends FactKind>(kind: K, date: string, content: FactContents[K], noticeNumber = ''): Fact {
  place += 1;
  const told = { occurredAt: day(date), aggregateVersion: place, calendarVersion: 'cn-1', noticeNumber };
  return { eventId: `e${place}`, kind, content, ...told } as Fact;
}

const limit = { days: 5, unit: 'working-day' } as const;
const clock = (kind: string) => ({
  kind,
  limit,
  startsAt: day('01').toISOString(),
  dueAt: day('08').toISOString(),
  calendarVersion: 'cn-1',
});
const lodged = fact('application-lodged', '01', {
  itemId: 'MZ09',
  itemName: '事项',
  departmentId: 'mz',
  hallId: 'hall',
  applicantIndex: 'x',
  answerDueAt: day('08').toISOString(),
});
const accepted = (more: Partial<FactContents['case-accepted']> = {}): Fact =>
  fact('case-accepted', '02', {
    caseNumber: '1',
    itemId: 'MZ09',
    itemName: '事项',
    departmentId: 'mz',
    departments: ['mz'],
    hallId: 'hall',
    applicantIndex: 'x',
    acceptedAt: day('02').toISOString(),
    clocks: [clock('promised'), clock('statutory')],
    outstanding: [],
    procedures: [{ name: '听证', limit }],
    extension: { days: 10, unit: 'working-day' },
    ...more,
  });

/** Each clock as kind, reference, department and what ended it when. */
const read = (...facts: Fact[]): unknown[] =>
  readClocks(new CaseFacts(facts)).map(({ kind, ref, departmentId, ended }) =>
    [kind, ref, departmentId, ended === null ? '' : `${ended.by} ${ended.at.toISOString().slice(8, 10)}`].join('|'),
  );

describe('the clocks of a case', () => {
  it('answer once, or twice with a correction between', () => {
    expect(read(lodged)).toEqual(['answer||mz|']);
    expect(read(lodged, accepted())).toEqual(['answer||mz|case-accepted 02', 'promised||mz|', 'statutory||mz|']);
    const told = fact('correction-requested', '03', { cureDueAt: day('20').toISOString() }, 'N1');
    const cured = fact('correction-cured', '10', { answerDueAt: day('17').toISOString() }, 'N1');
    const refused = fact('case-refused', '11', {}, 'N2');
    expect(read(lodged, told)).toEqual(['answer||mz|correction-requested 03', 'cure|N1|mz|']);
    expect(read(lodged, told, cured, refused)).toEqual([
      'answer||mz|correction-requested 03',
      'cure|N1|mz|correction-cured 10',
      'answer|N1|mz|case-refused 11',
    ]);
  });

  it('end with whatever ended the case first, heard in whatever order', () => {
    const withdrawn = fact('case-withdrawn', '05', {});
    const closed = fact('case-closed', '06', { outcome: 'withdrawn' });
    for (const facts of [
      [accepted(), withdrawn, closed],
      [closed, withdrawn, accepted()],
    ]) {
      expect(read(...facts)).toEqual(['promised||mz|case-withdrawn 05', 'statutory||mz|case-withdrawn 05']);
    }
  });

  it('run for each branch of a joint case until its opinion, and for no branch of a single one', () => {
    const opened = ['mz', 'sj'].map((departmentId) =>
      fact('task-opened', '02', { taskId: `t-${departmentId}`, departmentId }),
    );
    const given = fact('opinion-given', '04', { taskId: 't-sj' });
    const decided = fact('case-decided', '07', { outcome: 'approved', delivery: clock('delivery') });
    expect(read(accepted(), ...opened, given)).toEqual(['promised||mz|', 'statutory||mz|']);
    expect(read(accepted({ departments: ['mz', 'sj'] }), ...opened, given, decided)).toEqual([
      'promised||mz|case-decided 07',
      'statutory||mz|case-decided 07',
      'opinion|t-mz|mz|case-decided 07',
      'opinion|t-sj|sj|opinion-given 04',
      'delivery||mz|',
    ]);
  });

  it('run for a declared procedure from its stop to its resume', () => {
    const stopped = fact('clock-stopped', '03', { procedure: '听证' }, 'N1');
    const unlimited = fact('clock-stopped', '05', { procedure: '现场核查' }, 'N2');
    const resumed = fact('clock-resumed', '04', { procedure: '听证' });
    expect(read(accepted(), stopped)).toContain('special-procedure|N1|mz|');
    expect(read(accepted(), stopped, resumed, unlimited).filter((one) => String(one).startsWith('special'))).toEqual([
      'special-procedure|N1|mz|clock-resumed 04',
    ]);
    // A resume whose stop was not heard yet, and a stop whose case was not, do nothing.
    expect(read(accepted(), resumed)).toEqual(['promised||mz|', 'statutory||mz|']);
    expect(read(stopped, resumed)).toEqual([]);
  });

  it('run for each outstanding material, for the delivery and for a rectification', () => {
    const outstanding = ['M1', 'M2'].map((materialRef) => ({
      materialRef,
      cureDueAt: day('15').toISOString(),
      calendarVersion: 'cn-1',
    }));
    expect(
      read(accepted({ outstanding }), fact('outstanding-material-cured', '09', { materialRef: 'M1' })).slice(2),
    ).toEqual(['outstanding-material|M1|mz|outstanding-material-cured 09', 'outstanding-material|M2|mz|']);
    expect(
      read(
        accepted(),
        fact('case-decided', '07', { outcome: 'approved', delivery: clock('delivery') }),
        fact('result-delivered', '09', {}),
        // Kept before the contact was watched, it tells no date for it.
        fact('rectification-opened', '10', {
          rectificationId: 'r1',
          departmentId: 'mz',
          dueAt: day('30').toISOString(),
        }),
        fact('rectification-closed', '12', { rectificationId: 'r1' }),
      ).slice(2),
    ).toEqual(['delivery||mz|result-delivered 09', 'rectification|r1|mz|rectification-closed 12']);
  });

  it('of a rectification run until the rater is contacted, and until it is done, again when it was sent back', () => {
    const about = { rectificationId: 'r1', departmentId: 'mz' };
    const told = { ...about, contactDueAt: day('03').toISOString(), dueAt: day('08').toISOString() };
    const opened = fact('rectification-opened', '02', told);
    const contacted = fact('rectification-contacted', '03', { rectificationId: 'r1' });
    const another = fact('rectification-closed', '04', { rectificationId: 'r2' });
    const reopened = fact('rectification-reopened', '05', { ...about, dueAt: day('15').toISOString() });
    const closed = fact('rectification-closed', '09', { rectificationId: 'r1' });
    expect(read(opened, another)).toEqual(['rectification-contact|r1|mz|', 'rectification|r1|mz|']);
    const whole = [
      'rectification-contact|r1|mz|rectification-contacted 03',
      'rectification|r1|mz|rectification-reopened 05',
      'rectification|r1 again|mz|rectification-closed 09',
    ];
    expect(read(opened, contacted, another, reopened, closed)).toEqual(whole);
    expect(read(closed, reopened, another, contacted, opened)).toEqual(whole);
    expect(read(opened, closed)).toEqual([
      'rectification-contact|r1|mz|rectification-closed 09',
      'rectification|r1|mz|rectification-closed 09',
    ]);
    expect(read(reopened)).toEqual(['rectification|r1 again|mz|']);
  });

  it('hold a procedure to what the applicant was told, and to the declared limit where an event tells none', () => {
    const procedures = [
      { name: '听证', limit },
      { name: '现场核查', limit: null },
    ];
    const limits = (procedure: string, told?: FactLimit) => {
      const stopped = fact('clock-stopped', '03', { procedure, limit: told ?? null }, 'N1');
      const clocks = readClocks(new CaseFacts([accepted({ procedures }), stopped]));
      return clocks.filter(({ kind }) => kind === 'special-procedure').map((one) => one.limit);
    };
    const told = { days: 30, unit: 'calendar-day' } as const;
    expect(limits('现场核查', told)).toEqual([told]);
    expect(limits('听证', { days: 3, unit: 'working-day' })).toEqual([{ days: 3, unit: 'working-day' }]);
    expect(limits('听证')).toEqual([limit]);
    expect(limits('现场核查')).toEqual([]);
    // Kept before the event told any.
    const earlier = fact('clock-stopped', '03', { procedure: '听证' }, 'N1');
    expect(readClocks(new CaseFacts([accepted(), earlier])).at(-1)).toMatchObject({ limit });
  });

  it('ask for no outstanding material once the case is denied or its approval revoked', () => {
    const outstanding = [{ materialRef: 'M1', cureDueAt: day('15').toISOString(), calendarVersion: 'cn-1' }];
    const decided = (outcome: string) => fact('case-decided', '07', { outcome, delivery: null });
    const ends = (...facts: Fact[]) =>
      read(accepted({ outstanding }), ...facts).filter((one) => String(one).startsWith('outstanding'));
    expect(ends(decided('denied'))).toEqual(['outstanding-material|M1|mz|case-decided 07']);
    expect(ends(decided('approved'))).toEqual(['outstanding-material|M1|mz|']);
    expect(ends(decided('approved'), fact('decision-revoked', '09', {}))).toEqual([
      'outstanding-material|M1|mz|decision-revoked 09',
    ]);
    const cured = fact('outstanding-material-cured', '05', { materialRef: 'M1' });
    expect(ends(decided('denied'), cured)).toEqual(['outstanding-material|M1|mz|outstanding-material-cured 05']);
  });

  it('take the days of an extension from the plan and the notice from the event', () => {
    const extended = fact('limit-extended', '04', { reason: '案情复杂' }, 'N9');
    const [promised] = readClocks(new CaseFacts([accepted(), extended]));
    expect(promised?.facts).toMatchObject([{ kind: 'extend', days: 10, unit: 'working-day', noticeNumber: 'N9' }]);
  });
});

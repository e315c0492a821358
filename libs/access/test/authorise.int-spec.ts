import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { DataSource, MigrationInterface, QueryRunner } from 'typeorm';
import { createDataSource, runMigrations, type Tx, Work } from '#lib/persistence';
import { Clock } from '#lib/service-kit';
import { openStand, type Stand } from '#lib/testing';
import { IdentityFact } from '../src/copies/copies.entity.js';
import {
  ACCESS_ENTITIES,
  type Act,
  accessInsertOnly,
  accessTables,
  authorise,
  type Caller,
  LetterCopy,
  type On,
  type ReadScope,
  scopeOf,
  StaffCopy,
} from '../src/index.js';
import { day, letters, region, staff } from './people-and-letters.js';

class Copies1700000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of accessTables) await runner.query(statement);
  }

  async down(): Promise<void> {}
}

describe('the right to act', () => {
  const clock = new Clock();
  let stand: Stand;
  let dataSource: DataSource;
  let work: Work;

  beforeAll(async () => {
    stand = await openStand();
    const migrate = async (url: string) => runMigrations(url, [Copies1700000000000]);
    const url = await stand.schema('access', migrate, accessInsertOnly);
    dataSource = await createDataSource({ url, entities: ACCESS_ENTITIES }).initialize();
    work = new Work(dataSource, clock);
    await work.run(async (tx) => {
      await tx.insert(StaffCopy, staff);
      await tx.insert(LetterCopy, letters);
    });
  });
  afterAll(async () => {
    await dataSource?.destroy();
    await stand.close();
  });
  beforeEach(async () => {
    clock.moveTo(0);
    await heartbeat(new Date());
  });

  const heartbeat = async (at: Date | undefined): Promise<void> =>
    work.run(async (tx) => {
      await tx.remove(IdentityFact, { kind: 'heartbeat' });
      if (at !== undefined) await tx.insert(IdentityFact, { kind: 'heartbeat', content: at.toISOString(), version: 1 });
    });
  const as = (personId: string, act: Act): Caller => ({ personId, kind: 'staff', act });
  const citizen = (act: Act, personIndex?: string): Caller => ({ personId: 'c-1', kind: 'citizen', act, personIndex });
  const on = (more: Partial<On> = {}): On => ({ region, departmentId: 'dept-mz', itemId: 'MZ03', ...more });
  /** @returns the letter the act stands on, `granted` without one, or the refusal's code */
  const judge = async (caller: Caller, what: On): Promise<string> =>
    work
      .run(async (tx) => authorise(tx, caller, what))
      .then(
        ({ letterId }) => letterId ?? 'granted',
        (error: { code: string }) => error.code,
      );

  it('names person, letter and the letter’s version for ledger and envelope', async () => {
    const by = await work.run(async (tx) => authorise(tx, as('clerk', 'case.accept'), on()));
    expect(by).toEqual({ personId: 'clerk', letterId: 'whole', letterVersion: 3 });
    const without = await work.run(async (tx) => authorise(tx, as('clerk', 'application.lodge'), on()));
    expect(without).toEqual({ personId: 'clerk' });
  });

  it.each<[string, string, Act, string]>([
    ['of the role', 'clerk', 'application.lodge', 'granted'],
    ['of the role among others', 'both', 'application.lodge', 'granted'],
    ['of another role', 'reviewer', 'application.lodge', 'authority.role-missing'],
    ['whose appointment ended', 'retired', 'application.lodge', 'authority.not-staff'],
    ['never heard of', 'nobody', 'application.lodge', 'authority.not-staff'],
    ['with the role and no letter for the hall', 'clerk-elsewhere', 'case.accept', 'authority.letter-missing'],
  ])('role: a person %s (%s, %s) → %s', async (_, who, act, verdict) => {
    expect(await judge(as(who, act), on())).toBe(verdict);
  });

  it.each([
    ['clerk', region, 'granted'],
    ['clerk', '530181', 'authority.other-region'],
    ['clerk', '5301', 'authority.other-region'],
    ['clerk', '', 'authority.other-region'],
    ['far-clerk', region, 'authority.other-region'],
    ['city-clerk', region, 'granted'],
    ['city-clerk', '530181', 'granted'],
    ['city-clerk', '530201', 'authority.other-region'],
  ])('region: %s on a matter of %p → %s', async (who, where, verdict) => {
    expect(await judge(as(who, 'application.lodge'), on({ region: where }))).toBe(verdict);
  });

  it.each<[string, Act, string | undefined, string]>([
    ['reviewer', 'opinion.give', 'dept-mz', 'granted'],
    ['reviewer', 'opinion.give', 'dept-sj', 'authority.other-department'],
    ['reviewer', 'opinion.give', undefined, 'authority.other-department'],
    ['chief-sj', 'case.decide', 'dept-mz', 'authority.other-department'],
    ['chief', 'case.decide', 'dept-sj', 'authority.other-department'],
  ])('department: %s may %s for %s → %s', async (who, act, departmentId, verdict) => {
    expect(await judge(as(who, act), on({ departmentId }))).toBe(verdict);
  });

  it.each([
    ['that covers every item', 'dept-mz', 'MZ03', 'whole'],
    ['that lists the item', 'dept-sj', 'SJ04', 'of-list'],
    ['that lists other items', 'dept-sj', 'SJ01', 'authority.letter-missing'],
    ['with a list, for no item', 'dept-sj', undefined, 'authority.letter-missing'],
    ['that is not valid yet', 'dept-1', 'X', 'authority.letter-missing'],
    ['that has run out', 'dept-2', 'X', 'authority.letter-missing'],
    ['that was revoked', 'dept-3', 'X', 'authority.letter-missing'],
    ['whose revocation takes effect later', 'dept-4', 'X', 'to-be-revoked'],
    ['of which only the revocation was heard', 'dept-5', 'X', 'authority.letter-missing'],
    ['beside one that has run out', 'dept-6', 'X', 'living'],
    ['that does not exist', 'dept-7', 'X', 'authority.letter-missing'],
    ['for a matter of no department', undefined, 'X', 'authority.letter-missing'],
  ])('letter %s (%s, %s) → %s', async (_, departmentId, itemId, verdict) => {
    expect(await judge(as('clerk', 'case.accept'), on({ departmentId, itemId }))).toBe(verdict);
  });

  it.each([
    ['dept-1', 0, 'authority.letter-missing'],
    ['dept-1', 2, 'not-yet'],
    ['dept-4', 0, 'to-be-revoked'],
    ['dept-4', 2, 'authority.letter-missing'],
    ['dept-mz', 9, 'whole'],
    ['dept-mz', 11, 'authority.letter-missing'],
    ['dept-mz', -11, 'authority.letter-missing'],
  ])('dates count in business time: the letter of %s, %p days from now → %s', async (departmentId, days, verdict) => {
    clock.moveTo(days * day);
    expect(await judge(as('clerk', 'case.accept'), on({ departmentId }))).toBe(verdict);
  });

  it.each<[string, Act, string]>([
    ['chief', 'case.decide', 'of-chief'],
    ['chief', 'limit.extend', 'of-chief'],
    ['chief', 'withdrawal.grant', 'authority.letter-missing'],
    ['weak-chief', 'limit.extend', 'of-weak-chief'],
    ['weak-chief', 'case.decide', 'authority.letter-missing'],
    ['chief-2', 'case.decide', 'of-chief-2'],
  ])('power: %s, %s → %s', async (who, act, verdict) => {
    expect(await judge(as(who, act), on())).toBe(verdict);
  });

  it.each([
    ['chief', ['chief'], 'authority.same-person'],
    ['chief', ['clerk', 'chief'], 'authority.same-person'],
    ['chief', ['clerk'], 'of-chief'],
    ['chief-2', ['chief'], 'of-chief-2'],
    ['chief', [], 'of-chief'],
  ])('the same person: %s, apart from %p → %s', async (who, apartFrom, verdict) => {
    expect(await judge(as(who, 'case.decide'), on({ apartFrom }))).toBe(verdict);
  });

  it.each<[string, number | undefined, Act, string]>([
    ['just now', 0, 'case.decide', 'of-chief'],
    ['half a minute ago', 30, 'case.decide', 'of-chief'],
    ['more than a minute ago', 61, 'case.decide', 'authority.stale'],
    ['never', undefined, 'case.decide', 'authority.stale'],
    ['more than a minute ago', 61, 'limit.extend', 'authority.stale'],
  ])('identity heard %s (%p s): %s → %s', async (_, seconds, act, verdict) => {
    await heartbeat(seconds === undefined ? undefined : new Date(Date.now() - seconds * 1_000));
    expect(await judge(as('chief', act), on())).toBe(verdict);
  });

  it('counts the silence of identity in real time, and lets lodging and accepting go on', async () => {
    clock.moveTo(5 * day);
    expect(await judge(as('chief', 'case.decide'), on())).toBe('of-chief');
    clock.moveTo(-5 * day);
    await heartbeat(new Date(Date.now() - 61_000));
    expect(await judge(as('chief', 'case.decide'), on())).toBe('authority.stale');
    expect(await judge(as('clerk', 'case.accept'), on())).toBe('whole');
    expect(await judge(as('clerk', 'application.lodge'), on())).toBe('granted');
  });

  it.each<[string, Act, string | undefined, string | undefined, string]>([
    ['their own matter', 'case.withdraw', 'index-1', 'index-1', 'granted'],
    ['another’s matter', 'case.withdraw', 'index-1', 'index-2', 'authority.not-own'],
    ['a matter without an applicant', 'case.withdraw', 'index-1', undefined, 'authority.not-own'],
    ['with no index', 'case.withdraw', undefined, undefined, 'authority.not-own'],
    ['what only staff may', 'case.accept', 'index-1', 'index-1', 'authority.not-staff'],
    ['a decision', 'case.decide', 'index-1', 'index-1', 'authority.not-staff'],
  ])('a citizen in %s (%s)', async (_, act, mine, theirs, verdict) => {
    expect(await judge(citizen(act, mine), on({ personIndex: theirs }))).toBe(verdict);
  });

  it('a citizen whose id is that of a staff member gets no staff rights', async () => {
    expect(await judge({ ...citizen('case.accept', 'index-1'), personId: 'clerk' }, on())).toBe('authority.not-staff');
  });

  describe('the right to read', () => {
    const scope = async (caller: Caller): Promise<ReadScope | string> =>
      work.run(async (tx: Tx) => scopeOf(tx, caller)).catch((error: { code: string }) => error.code);

    it.each<[string, Caller, ReadScope | string]>([
      [
        'staff: their region and organisation',
        as('reviewer', 'review.list'),
        { prefixes: [region], organisationId: 'dept-mz', roles: ['reviewer'] },
      ],
      [
        'staff of the city: every county of it',
        as('city-clerk', 'case.list'),
        { prefixes: ['5301'], organisationId: 'hall', roles: ['window-clerk'] },
      ],
      [
        'several roles: those only that give the act',
        as('both', 'result.hand-over'),
        { prefixes: [region], organisationId: 'hall', roles: ['issue-clerk'] },
      ],
      ['another role', as('clerk', 'review.list'), 'authority.role-missing'],
      ['an ended appointment', as('retired', 'case.list'), 'authority.not-staff'],
      ['nobody', as('nobody', 'case.list'), 'authority.not-staff'],
      [
        'a citizen: their own, everywhere',
        citizen('case.list', 'index-1'),
        { prefixes: [''], personIndex: 'index-1', roles: [] },
      ],
      ['a citizen without an index', citizen('case.list'), 'authority.not-staff'],
      ['a citizen where only staff reads', citizen('review.list', 'index-1'), 'authority.not-staff'],
    ])('%s', async (_, caller, expected) => {
      expect(await scope(caller)).toEqual(expected);
    });
  });
});

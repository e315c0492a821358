import type { MessageInitShape } from '@bufbuild/protobuf';
import { systemAuthority } from '#lib/access';
import type { DueDateMovedSchema } from '#lib/contracts';
import { Door } from '#lib/messaging';
import { cancelTimer, schedule, type Tx } from '#lib/persistence';
import { newId } from '#lib/service-kit';
import { Clock } from './clock.entity.js';
import { type ClockState, clockTransitions } from './clock.states.js';
import { DueMove } from './due-move.entity.js';

/** The one door of a clock. */
export const clockDoor = new Door({
  aggregate: 'clock',
  noun: { zh: '时钟', en: 'clock' },
  entity: Clock,
  key: 'clockId',
  transitions: clockTransitions,
});

/** Name of the timer act that raises cards. */
export const raiseCards = 'raise-cards';

/** What of a clock its facts determine. */
export type ClockContent = Pick<
  Clock,
  'departmentId' | 'startsAt' | 'dueAt' | 'calendarVersion' | 'provisional' | 'endedAt' | 'endedBy'
>;

/** How a clock stands after its facts were read. */
export interface ClockTarget extends ClockContent, Pick<Clock, 'nextCheckAt'> {
  state: ClockState;
  /** The reason told when its due date is another than before. */
  why: string;
}

/** A clock by id, or undefined. */
export async function findClock(tx: Tx, clockId: string): Promise<Clock | undefined> {
  return tx.findOne(Clock, { where: { clockId } });
}

/**
 * Starts a clock.
 *
 * @param goesOnFrom what was due before and why it is not any more, when it goes on from another clock
 */
export async function startClock(
  tx: Tx,
  on: Pick<Clock, 'caseId' | 'kind' | 'ref' | 'region'>,
  content: ClockContent & Pick<Clock, 'nextCheckAt'>,
  goesOnFrom: { dueAt: Date | null; why: string } | null,
): Promise<Clock> {
  const row = { clockId: newId(), ...on, ...content };
  if (goesOnFrom === null) return clockDoor.enter(tx, row, 'start', systemAuthority, null);
  const moved = { dueBefore: goesOnFrom.dueAt, dueAfter: content.dueAt, reasonClass: goesOnFrom.why };
  const it = await clockDoor.enter(tx, row, 'restart', systemAuthority, moveContent(row, content, moved));
  await keepMove(tx, it, moved);
  return it;
}

/** Brings a clock to where its facts lead, telling whoever listens when its due date moved. */
export async function bringTo(tx: Tx, it: Clock, { state, why, nextCheckAt, ...content }: ClockTarget): Promise<void> {
  const check = { nextCheckAt };
  if (it.state === 'ended') return bringEnded(tx, it, content, { why, check });
  const open = { ...content, endedAt: null, endedBy: null };
  if (dueChanged(it, content)) {
    const moved = { dueBefore: it.dueAt, dueAfter: content.dueAt, reasonClass: why };
    const act = content.dueAt === null ? 'stop' : it.state === 'stopped' ? 'resume' : 'move';
    await clockDoor.advance(tx, it, act, systemAuthority, moveContent(it, content, moved), { ...open, ...check });
    await keepMove(tx, it, moved);
  } else if (it.state === 'running' && differs(it, open)) {
    await clockDoor.advance(tx, it, 'recount', systemAuthority, null, { ...open, ...check });
  }
  if (state === 'ended') await clockDoor.advance(tx, it, 'end', systemAuthority, null, { ...content, ...check });
}

/** A clock, when it was to be looked at, and when it is now. */
export interface Check {
  clock: Clock;
  before: Date | null;
  next: Date | null;
}

/** Has clocks looked at again at their dates, instead of the ones before. */
export async function checkAgain(tx: Tx, checks: readonly Check[]): Promise<void> {
  const moved = checks.filter(({ before, next }) => !sameInstant(before, next));
  const [off, on] = [moved.filter(({ before }) => before !== null), moved.filter(({ next }) => next !== null)];
  await cancelTimer(tx, raiseCards, ...off.map(({ clock }) => clock.clockId));
  const timers = on.flatMap(({ clock: { clockId: subjectId, region }, next }) =>
    next === null ? [] : [{ kind: raiseCards, subjectId, region, dueAt: next }],
  );
  schedule(tx, ...timers);
  // Written with the clock's own change where it has one; alone it is none: the version, which others saw, stays.
  for (const { clock, next } of moved.filter((one) => !sameInstant(one.clock.nextCheckAt, one.next))) {
    await tx.query('UPDATE clock SET next_check_at = ? WHERE clock_id = ?', [next, clock.clockId]);
  }
}

async function bringEnded(
  tx: Tx,
  it: Clock,
  content: ClockContent,
  { why, check }: { why: string; check: Pick<Clock, 'nextCheckAt'> },
): Promise<void> {
  if (!differs(it, content)) return;
  const change = { ...content, ...check };
  if (!dueChanged(it, content)) return clockDoor.advance(tx, it, 'recount-late', systemAuthority, null, change);
  const moved = { dueBefore: it.dueAt, dueAfter: content.dueAt, reasonClass: why };
  await clockDoor.advance(tx, it, 'move-late', systemAuthority, moveContent(it, content, moved), change);
  await keepMove(tx, it, moved);
}

type Moved = Pick<DueMove, 'dueBefore' | 'dueAfter' | 'reasonClass'>;

function moveContent(
  { caseId, kind: clockKind }: Pick<Clock, 'caseId' | 'kind'>,
  { calendarVersion }: ClockContent,
  { dueBefore, dueAfter, reasonClass }: Moved,
): MessageInitShape<typeof DueDateMovedSchema> {
  const told = { dueBefore: dueBefore?.toISOString() ?? '', dueAfter: dueAfter?.toISOString() ?? '' };
  return { caseId, clockKind, ...told, reasonClass, calendarVersion };
}

async function keepMove(tx: Tx, it: Clock, moved: Moved): Promise<void> {
  const { clockId, caseId, region, kind: clockKind, departmentId, calendarVersion } = it;
  const about = { clockId, caseId, region, clockKind, departmentId, calendarVersion };
  await tx.insert(DueMove, { moveId: newId(), ...about, ...moved, at: tx.now });
}

const sameInstant = (one: Date | null, other: Date | null): boolean => one?.getTime() === other?.getTime();

const dueChanged = (it: Clock, content: ClockContent): boolean => !sameInstant(it.dueAt, content.dueAt);

const differs = (it: Clock, content: ClockContent): boolean =>
  (Object.keys(content) as (keyof ClockContent)[]).some((key) => plain(it[key]) !== plain(content[key]));

const plain = (value: ClockContent[keyof ClockContent]): string =>
  value instanceof Date ? value.toISOString() : String(value);

import { type KnownCalendars, recallCalendars, versionsHeard } from '#lib/calendar-copies';
import { findTogether, type Tx } from '#lib/persistence';
import { Card } from '../card/card.entity.js';
import { factsIn, heardOf } from '../case-fact/case-fact.repository.js';
import type { CaseFacts } from '../case-fact/fact.js';
import { Clock } from '../clock/clock.entity.js';
import type { ClockKind } from '../clock/clock-reading.js';
import { CaseFigure } from '../indicator/case-figure.entity.js';
import type { CardRule } from '../rule/owed-cards.js';
import { recallRules, rulesPublished } from '../rule/rule.repository.js';
import { WatchedCase } from './watched-case.entity.js';

/** All that is kept of a case, and what it is counted by. */
export interface CaseRows {
  watched: WatchedCase;
  facts: CaseFacts;
  clocks: Clock[];
  /** Oldest first. */
  cards: Card[];
  figures: CaseFigure[];
  calendars: KnownCalendars;
  rules: ReadonlyMap<ClockKind, CardRule[]>;
}

/**
 * Reads all that is kept of a case in one statement. Calendars and rules come from memory: the same statement tells which
 * versions of them there are.
 *
 * @param caseId which case; whoever will write what follows from it has locked it before
 * @returns undefined when nothing was heard of it
 */
export async function readCase(tx: Tx, caseId: string): Promise<CaseRows | undefined> {
  const where = { caseId };
  const found = await findTogether(tx, {
    watched: { entity: WatchedCase, where },
    facts: heardOf(caseId),
    clocks: { entity: Clock, where },
    cards: { entity: Card, where },
    figures: { entity: CaseFigure, where },
    calendars: versionsHeard,
    rules: rulesPublished,
  });
  const [watched] = found.watched;
  if (watched === undefined) return undefined;
  return {
    ...found,
    watched,
    facts: factsIn(found.facts),
    cards: found.cards.sort((one, other) => (one.cardId < other.cardId ? -1 : 1)),
    calendars: await recallCalendars(tx, found.calendars),
    rules: await recallRules(tx, found.rules, watched.region),
  };
}

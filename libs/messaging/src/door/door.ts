import type { DescMessage, MessageInitShape } from '@bufbuild/protobuf';
import type { EntityTarget, FindOptionsWhere } from 'typeorm';
import type { QueryDeepPartialEntity } from 'typeorm/query-builder/QueryPartialEntity.js';
import type { EventAuthority } from '#lib/contracts';
import type { Tx } from '#lib/persistence';
import { DomainError, type Sentence } from '#lib/service-kit';
import { announce } from '../outbox/announce.js';
import { LedgerRow } from './ledger.entity.js';
import type { ContentOf, Rule, Transitions } from './transitions.js';

/** What every row with a state machine has. `version` is a `@VersionColumn`. */
export interface Stateful {
  state: string;
  version: number;
  region: string;
}

/** An aggregate as its door knows it. */
export interface DoorParts<E extends Stateful, T extends Transitions> {
  /** In events and the ledger, e.g. `case`. */
  aggregate: string;
  /** What people call it: 办件 / case. */
  noun: Sentence;
  entity: EntityTarget<E>;
  key: keyof E & string;
  transitions: T;
}

/** The one door through which an aggregate's state changes: row, ledger row and outbox row, together or none. */
export class Door<E extends Stateful, T extends Transitions> {
  constructor(readonly parts: DoorParts<E, T>) {}

  /**
   * Makes the aggregate: version 1, in the state the act leads to.
   *
   * @param tx the open transaction
   * @param row every column but state and version
   * @param act an act from `new`
   * @param by on whose authority
   * @param content what the act announces, `null` when nothing
   * @returns the row as stored
   */
  async enter<A extends keyof T & string>(
    tx: Tx,
    row: Omit<E, 'state' | 'version'>,
    act: A,
    by: EventAuthority,
    content: ContentOf<T[A]>,
  ): Promise<E> {
    const rule = this.ruleFor('new', act);
    const made = { ...row, state: rule.to, version: 1 } as unknown as E;
    await tx.insert(this.parts.entity, made as QueryDeepPartialEntity<E>);
    this.record(tx, made, act, 'new', by, rule, content);
    return made;
  }

  /**
   * Changes the aggregate's state, if it still is as it was read.
   *
   * @param tx the open transaction
   * @param it the row as read; brought up to date when the change succeeded
   * @param act what is done
   * @param by on whose authority
   * @param content what the act announces, `null` when nothing; or what makes it once the row is changed: there a number
   *   without gaps is taken last, for everybody waits for its sequence until the commit
   * @param change other columns that change with it
   * @throws DomainError `<aggregate>.transition-refused`, `<aggregate>.changed-meanwhile`
   */
  async advance<A extends keyof T & string>(
    tx: Tx,
    it: E,
    act: A,
    by: EventAuthority,
    content: ContentOf<T[A]> | (() => Promise<ContentOf<T[A]>>),
    change: Partial<E> = {},
  ): Promise<void> {
    const from = it.state;
    const rule = this.ruleFor(from, act);
    const set = { ...change, state: rule.to } as QueryDeepPartialEntity<E>;
    const { affected } = await tx.update(this.parts.entity, this.asRead(it), set);
    if (affected !== 1) throw this.changedMeanwhile();
    Object.assign(it, change, { state: rule.to, version: it.version + 1 });
    this.record(tx, it, act, from, by, rule, typeof content === 'function' ? await content() : content);
  }

  /**
   * Refuses an act on a row that changed since the caller saw it (`If-Match`).
   *
   * @throws DomainError `<aggregate>.stale-version`
   */
  requireVersion(it: E, seen: number): void {
    if (it.version === seen) return;
    const { zh, en } = this.parts.noun;
    throw new DomainError(`${this.parts.aggregate}.stale-version`, 'stale', {
      zh: `您看到的${zh}是第 ${seen} 版,现在已是第 ${it.version} 版,请刷新后再办。`,
      en: `You saw version ${seen} of the ${en}; it is at version ${it.version} now. Reload and decide again.`,
    });
  }

  /** Whether an act is possible in a state. */
  allows(state: string, act: keyof T & string): boolean {
    return this.parts.transitions[act]?.from.includes(state) === true;
  }

  private ruleFor(from: string, act: string): Rule {
    const rule = this.parts.transitions[act];
    if (rule?.from.includes(from) === true) return rule;
    throw this.refuse(from, act);
  }

  private refuse(from: string, act: string): DomainError {
    const { aggregate, noun, transitions } = this.parts;
    const possible = Object.keys(transitions).filter((one) => transitions[one]?.from.includes(from) === true);
    return new DomainError(`${aggregate}.transition-refused`, 'conflict', {
      zh: `${noun.zh}现在的状态是 ${from},不能 ${act};可以:${possible.join('、') || '无'}。`,
      en: `The ${noun.en} is ${from}: it cannot ${act}. Possible now: ${possible.join(', ') || 'nothing'}.`,
    });
  }

  private changedMeanwhile(): DomainError {
    const { aggregate, noun } = this.parts;
    return new DomainError(`${aggregate}.changed-meanwhile`, 'conflict', {
      zh: `${noun.zh}刚刚被他人办理,请刷新后再办。`,
      en: `Somebody else has just acted on the ${noun.en}. Reload and decide again.`,
    });
  }

  private asRead(it: E): FindOptionsWhere<E> {
    return { [this.parts.key]: it[this.parts.key], version: it.version } as FindOptionsWhere<E>;
  }

  private record(
    tx: Tx,
    it: E,
    act: string,
    from: string,
    by: EventAuthority,
    rule: Rule,
    content: MessageInitShape<DescMessage> | null,
  ): void {
    const id = String(it[this.parts.key]);
    const about = { aggregate: this.parts.aggregate, id, version: it.version, region: it.region };
    const eventId =
      rule.announces === null || content === null ? null : announce(tx, rule.announces, about, by, content);
    tx.append(LedgerRow, {
      aggregate: this.parts.aggregate,
      aggregateId: id,
      version: it.version,
      act,
      fromState: from,
      toState: it.state,
      region: it.region,
      personId: by.personId,
      letterId: by.letterId ?? null,
      letterVersion: by.letterVersion ?? null,
      cause: tx.cause.id ?? null,
      eventId,
      at: tx.now,
    });
    tx.touch(id);
  }
}

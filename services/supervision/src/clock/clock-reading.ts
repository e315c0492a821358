import type { ClockFact } from '#lib/calendar';
import type { Fact, FactKind, FactLimit } from '../case-fact/fact.js';

/** The kinds of clocks that are watched. */
export const clockKinds = [
  'answer', // 受理答复
  'cure', // 补正
  'statutory', // 法定
  'promised', // 承诺
  'opinion', // 会办意见
  'special-procedure', // 特别程序
  'outstanding-material', // 容缺补齐
  'delivery', // 送达
  'rectification-contact', // 差评核实
  'rectification', // 评价整改
] as const;

/** One of them. */
export type ClockKind = (typeof clockKinds)[number];

/** What the recorded facts say of one clock of a case, before a calendar counts it. */
export interface ClockReading {
  kind: ClockKind;
  /** Which of several of a kind: a task, a material, a notice; empty when there is but one. */
  ref: string;
  departmentId: string;
  startsAt: Date;
  /** When the fact that started it happened: nobody could be late before. */
  knownAt: Date;
  /** The length, or null when only a date was told. */
  limit: FactLimit | null;
  /** The date as it was told when the clock started, null when none was, and the calendar it was computed with. */
  toldDueAt: Date | null;
  calendarVersion: string;
  /** Stops, resumes and extensions, oldest first. */
  facts: readonly ClockFact[];
  ended: { at: Date; by: FactKind } | null;
  /** The clock of its kind it goes on from, and why: the second answer after a correction, a rectification sent back. */
  follows: { ref: string; why: 'cured' | 'reopened' } | null;
}

/** An end, from the fact that made it. */
export const endOf = (fact: Fact | undefined): ClockReading['ended'] =>
  fact === undefined ? null : { at: fact.occurredAt, by: fact.kind };

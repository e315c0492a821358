import { Entity, PrimaryColumn } from 'typeorm';
import { id, instant, json, state, text, whole } from '#lib/persistence';
import type { Origin } from '../fraud/judge-origin.js';

/** The one evaluation of an occasion. What was written with it lies apart, in `WrittenText`. */
@Entity({ name: 'evaluation' })
export class Evaluation {
  @PrimaryColumn({ type: 'varchar', length: 40 }) occasionId: string;
  @id() evaluationId: string;
  /** 5 非常满意 … 1 非常不满意 */
  @whole() level: number;
  /** Codes of what was good or bad, three digits of which the first is the level. */
  @json() indicators: string[];
  /** pc | mobile | qr-code | hall-tablet | hall-terminal; empty for the default. */
  @state() channel: string;
  /** active | default | batch | staff-device */
  @state() origin: Origin | 'default';
  /** Of a hall tablet or terminal; empty elsewhere. */
  @text(40) deviceId: string;
  /** Digest of the address an invited rating came from; empty for others. */
  @text(64) source: string;
  @text(12) region: string;
  @instant() ratedAt: Date;
  /** On the wall: bursts are real. */
  @instant() arrivedAt: Date;
}

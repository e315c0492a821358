import type { DescMessage, MessageInitShape } from '@bufbuild/protobuf';

/** One act of a state machine: from where, to where, and what it says to the world; `null` when it follows another's fact. */
export interface Rule {
  readonly from: readonly string[];
  readonly to: string;
  readonly announces: DescMessage | null;
}

/** A state machine, keyed by act. The act that makes the aggregate comes from `new`. */
export type Transitions = Readonly<Record<string, Rule>>;

/** The content an act must announce: a wrong announcement does not compile. */
export type ContentOf<R extends Rule> = R['announces'] extends DescMessage ? MessageInitShape<R['announces']> : null;

import type { Ground } from './ground.js';

/** A statement about all databases and streams that must have no exception. */
export interface Equation {
  /** Its number in the list of invariants and a word, e.g. `I3.published`; with the service when every service has it. */
  id: string;
  /** What is true when nothing offends, in one sentence. */
  sentence: string;
  /** The source of truth: the table whose rows are held against the others. */
  over: string;
  /** A query of one column, the ids of what offends; or a computation of them. */
  offending: string | (() => Promise<string[]>);
}

/** Equations about one thing. */
export interface Family {
  name: string;
  /** @param ground what is looked at; a service that is not there yet has no equations */
  equations(ground: Ground): Equation[];
}

/** An equation that does not hold. */
export interface Broken {
  equation: Equation;
  ids: string[];
}

/** What became of a family: how many equations, over how many rows, how long it took, and those that do not hold. */
export interface Verdict {
  family: string;
  equations: number;
  rows: number;
  seconds: number;
  broken: Broken[];
}

const mostIds = 1_000;

/** Evaluates a family. */
export async function judge(ground: Ground, family: Family): Promise<Verdict> {
  const began = performance.now();
  const equations = family.equations(ground);
  const broken: Broken[] = [];
  for (const equation of equations) {
    ground.progress.reach(`${family.name}, ${equation.id}`);
    const ids = await offendersOf(ground, equation);
    if (ids.length > 0) broken.push({ equation, ids });
  }
  let rows = 0;
  for (const table of new Set(equations.map(({ over }) => over))) rows += await ground.count(table);
  const seconds = (performance.now() - began) / 1_000;
  return { family: family.name, equations: equations.length, rows, seconds, broken };
}

async function offendersOf(ground: Ground, { id, offending }: Equation): Promise<string[]> {
  if (typeof offending !== 'string') return offending();
  try {
    return await ground.ids(`${offending} LIMIT ${mostIds}`);
  } catch (error) {
    throw new Error(`${id} cannot be asked: ${String(error)}`, { cause: error });
  }
}

import { createReadStream, existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { OperatorConnection } from '#lib/testing';
import { localDirectory } from '../state.js';
import { fill } from './fill-side-tables.js';

/** A line of the load generator's journal: an act before it is sent, what became of it, or where a case must end. */
export type JournalLine =
  | { op: string; key: string; person: string; service: string; act: string }
  | { op: string; outcome: Outcome; answer?: string }
  | { case: string; ends: Record<string, string> };

/** `ok`: answered with success. `fail`: refused. `unknown`: nobody answered; it may have been done or not. */
export type Outcome = 'ok' | 'fail' | 'unknown';

/** Where the load generator keeps its journals. */
export const journalDirectory = (): string => join(localDirectory(), 'clients');

/** Copies the journals of all loads of this deployment; the last word about an operation counts. */
export async function copyJournal(db: OperatorConnection): Promise<void> {
  if (!existsSync(journalDirectory())) return;
  for (const name of readdirSync(journalDirectory()).filter((one) => one.endsWith('.jsonl'))) {
    const operations = new Map<string, unknown[]>();
    const expected: unknown[][] = [];
    for await (const line of linesOf(join(journalDirectory(), name))) {
      if ('case' in line)
        for (const [service, state] of Object.entries(line.ends)) expected.push([line.case, service, state]);
      else if ('key' in line)
        operations.set(line.op, [line.op, line.key, line.person, line.service, line.act, 'unknown', null]);
      else operations.get(line.op)?.splice(5, 2, line.outcome, line.answer ?? null);
    }
    await fill(db, 'operation', [...operations.values()]);
    await fill(db, 'expected', expected);
  }
}

async function* linesOf(file: string): AsyncGenerator<JournalLine> {
  for await (const line of createInterface({ input: createReadStream(file) })) {
    // A driver that was killed may have left half a line: it was not fsynced, so it promised nothing.
    if (line.endsWith('}')) yield JSON.parse(line) as JournalLine;
  }
}

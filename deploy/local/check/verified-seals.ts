import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { localDirectory } from '../state.js';

/** What was found good: these bytes (SHA-256) have this SM3 digest and a good seal of this organ. */
export interface GoodPaper {
  sha256: string;
  sm3: string;
  organCode: string;
}

const lineOf = ({ sha256, sm3, organCode }: GoodPaper): string => `${sha256} ${sm3} ${organCode}`;

/**
 * Papers that an earlier look verified. The same bytes need not be verified again: what they are is told by their digest,
 * which the database computes anew from what it stores at every look.
 */
export class VerifiedSeals {
  private readonly file: string;
  private readonly known: Set<string>;

  /** @param authorities what the seals were verified against; other authorities, other file */
  constructor(authorities: string) {
    this.file = join(localDirectory(), `verified-seals-${authorities.slice(0, 16)}.txt`);
    this.known = new Set(existsSync(this.file) ? readFileSync(this.file, 'utf8').split('\n') : []);
  }

  has(paper: GoodPaper): boolean {
    return this.known.has(lineOf(paper));
  }

  add(paper: GoodPaper): void {
    this.known.add(lineOf(paper));
    appendFileSync(this.file, `${lineOf(paper)}\n`, { mode: 0o600 });
  }
}

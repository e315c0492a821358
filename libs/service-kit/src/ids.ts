import { randomBytes, randomFillSync } from 'node:crypto';
import { decodeTime, monotonicFactory } from 'ulid';

/** Random bytes for some dozens of ids: asking the system for each letter anew takes longer than the id itself. */
const bytes = new Uint8Array(1_024);
let used = bytes.length;

function random(): number {
  if (used === bytes.length) {
    randomFillSync(bytes);
    used = 0;
  }
  const byte = bytes[used] ?? 0;
  used += 1;
  return byte / 256;
}

const next = monotonicFactory(random);

/** A new ULID: sorts by time of birth, so that inserts stay at the end of an index. */
export function newId(): string {
  return next();
}

/**
 * When an id was made, in milliseconds of real time: it stands in its first ten letters.
 *
 * @returns undefined for an id that `newId` did not make
 */
export function bornAt(id: string): number | undefined {
  try {
    return decodeTime(id);
  } catch {
    return undefined;
  }
}

/** 256 random bits in base64url, for session ids and one-time codes. */
export function newSecret(): string {
  return randomBytes(32).toString('base64url');
}

import { randomBytes } from 'node:crypto';
import { decodeTime, monotonicFactory } from 'ulid';

const next = monotonicFactory();

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

import { randomBytes } from 'node:crypto';
import { monotonicFactory } from 'ulid';

const next = monotonicFactory();

/** A new ULID: sorts by time of birth, so that inserts stay at the end of an index. */
export function newId(): string {
  return next();
}

/** 256 random bits in base64url, for session ids and one-time codes. */
export function newSecret(): string {
  return randomBytes(32).toString('base64url');
}

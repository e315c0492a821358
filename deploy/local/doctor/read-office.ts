import { X509Certificate } from 'node:crypto';
import { existsSync } from 'node:fs';
import { parseKeyRing } from '#lib/access';
import { parseSealKey, readSealKeys } from '#lib/seals';
import type { Ask } from '../service-databases.js';

/** What the office itself must keep up to date. Times are business time. */
export interface OfficeFacts {
  now: Date;
  /** Calendar → the last day it knows, `2026-12-31`. */
  calendars: readonly { id: string; through: string }[];
  /** Numbers of letters that end within thirty days. */
  endingLetters: readonly string[];
  /** When the signing keys were published last. */
  signingKeysSince: Date | undefined;
}

const month = 30 * 86_400_000;

/** Reads the register's calendars. */
export async function readCalendars(ask: Ask): Promise<OfficeFacts['calendars']> {
  return ask<{ id: string; through: string }>(
    'SELECT calendar_id AS id, published_through AS through FROM calendar ORDER BY calendar_id',
  );
}

/** Reads letters and signing keys. @param now business time */
export async function readAuthority(ask: Ask, now: Date): Promise<Omit<OfficeFacts, 'now' | 'calendars'>> {
  const letters = await ask<{ number: string }>(
    `SELECT letter_number AS number FROM letter
      WHERE state = 'granted' AND valid_until BETWEEN ? AND ? ORDER BY valid_until LIMIT 200`,
    [now, new Date(now.getTime() + month)],
  );
  const [keys] = await ask<{ at: Date | null }>(
    `SELECT MAX(at) AS at FROM ledger WHERE aggregate = 'signing-keys' AND aggregate_id = 'keys'`,
  );
  return { endingLetters: letters.map(({ number }) => number), signingKeysSince: keys?.at ?? undefined };
}

/** When a seal's certificate ends. */
export interface SealEnd {
  organ: string;
  until: Date;
}

/** Reads the certificates of a key file. @returns undefined when it is not on this machine */
export function readSealEnds(path: string): SealEnd[] | undefined {
  if (!existsSync(path)) return undefined;
  return Object.entries(readSealKeys(path).organs).map(([organ, text]) => ({
    organ,
    until: new Date(new X509Certificate(parseSealKey(text).certificateDer).validTo),
  }));
}

/** Which version of the personal keys is in use, and how many there are. @throws Error naming what is wrong with them */
export function readKeyRing(text: string): { current: number; versions: number[] } {
  const { current, keys } = parseKeyRing(text);
  return { current, versions: [...keys.keys()] };
}

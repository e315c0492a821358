import { randomBytes, scrypt, type ScryptOptions, timingSafeEqual } from 'node:crypto';

const cost = { logN: 15, r: 8, p: 1 };
const hashBytes = 32;

/** Compared with when there is no account, so that the time an answer takes does not tell whether a login exists. */
const nobody = `scrypt$${cost.logN}$${cost.r}$${cost.p}$${'A'.repeat(22)}$${'A'.repeat(43)}`;

/**
 * Hashes a password with scrypt (RFC 7914) and a salt of its own.
 *
 * @param password as typed
 * @returns `scrypt$log2N$r$p$salt$hash`, so that the cost can be raised without breaking older hashes
 */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16);
  const { logN, r, p } = cost;
  const hash = await derive(password, salt, logN, r, p);
  return ['scrypt', logN, r, p, salt.toString('base64url'), hash.toString('base64url')].join('$');
}

/**
 * Whether a password is the one that was hashed.
 *
 * @param password as typed
 * @param stored what `hashPassword` made; undefined (no such account) takes the same time and is never right
 */
export async function isPassword(password: string, stored: string | undefined): Promise<boolean> {
  const [, logN, r, p, salt = '', hash = ''] = (stored ?? nobody).split('$');
  const expected = Buffer.from(hash, 'base64url');
  const derived = await derive(password, Buffer.from(salt, 'base64url'), Number(logN), Number(r), Number(p));
  return timingSafeEqual(derived, expected) && stored !== undefined;
}

async function derive(password: string, salt: Buffer, logN: number, r: number, p: number): Promise<Buffer> {
  const N = 2 ** logN;
  const options: ScryptOptions = { N, r, p, maxmem: 256 * N * r };
  return new Promise((resolve, reject) => {
    scrypt(password.normalize('NFC'), salt, hashBytes, options, (error, key) => (error ? reject(error) : resolve(key)));
  });
}

import { digestRequired } from '../material/material.errors.js';

/**
 * The SHA-256 a sender declared in `Content-Digest` (RFC 9530): `sha-256=:<base64>:`.
 *
 * @returns hexadecimal
 * @throws DomainError `material.digest-required`
 */
export function declaredSha256(header: string | string[] | undefined): string {
  const text = Array.isArray(header) ? header.join(', ') : (header ?? '');
  const base64 = /(?:^|,\s*)sha-256=:([A-Za-z0-9+/]{43}=):/.exec(text)?.[1];
  if (base64 === undefined) throw digestRequired();
  return Buffer.from(base64, 'base64').toString('hex');
}

/** The name in `Content-Disposition` or `X-File-Name`, percent-decoded; empty when there is none that can be read. */
export function declaredName(header: string | string[] | undefined): string {
  const text = Array.isArray(header) ? (header[0] ?? '') : (header ?? '');
  const name = /filename\*=UTF-8''([^;]+)/i.exec(text)?.[1] ?? /filename="?([^";]+)"?/i.exec(text)?.[1] ?? '';
  try {
    return decodeURIComponent(name).slice(0, 200);
  } catch {
    return name.slice(0, 200);
  }
}

/** Keys for personal data, by version; older versions stay for opening. */
export interface PersonalKeyRing {
  current: number;
  keys: Map<number, { encryption: Buffer; mac: Buffer }>;
  /** Keys the blind indexes; never rotated without indexing anew. */
  index: Buffer;
}

interface RingText {
  current?: unknown;
  keys?: Record<string, { encryption?: unknown; mac?: unknown } | undefined>;
  index?: unknown;
}

/**
 * Reads a key ring: `{"current": 1, "keys": {"1": {"encryption": 16 bytes, "mac": 32 bytes}}, "index": 32 bytes}`, bytes
 * in hexadecimal.
 *
 * @throws Error naming the part that is missing or of the wrong size; never its value
 */
export function parseKeyRing(text: string): PersonalKeyRing {
  const ring = read(text);
  const keys = new Map<number, { encryption: Buffer; mac: Buffer }>();
  for (const [version, key] of Object.entries(ring.keys ?? {})) {
    keys.set(Number(version), {
      encryption: bytes(key?.encryption, 16, `keys.${version}.encryption`),
      mac: bytes(key?.mac, 32, `keys.${version}.mac`),
    });
  }
  if (typeof ring.current !== 'number' || !keys.has(ring.current)) {
    throw new Error('personal key ring: current must be the version of one of keys');
  }
  return { current: ring.current, keys, index: bytes(ring.index, 32, 'index') };
}

/** The parser's own message would quote the text, and with it the keys. */
function read(text: string): RingText {
  try {
    const ring: unknown = JSON.parse(text);
    if (typeof ring === 'object' && ring !== null) return ring;
  } catch {
    // Said below, without the text.
  }
  throw new Error('personal key ring: it is not a JSON object');
}

function bytes(value: unknown, size: number, name: string): Buffer {
  if (typeof value === 'string' && new RegExp(`^[0-9a-f]{${size * 2}}$`).test(value)) return Buffer.from(value, 'hex');
  throw new Error(`personal key ring: ${name} must be ${size} bytes in lower-case hexadecimal`);
}

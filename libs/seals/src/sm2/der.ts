/**
 * One element of DER (X.690, 8.1 and 10.1).
 * @param tag identifier octet, e.g. 0x30 for a SEQUENCE
 * @param parts its contents, in order, encoded
 * @returns the encoded element
 */
export function der(tag: number, ...parts: readonly Uint8Array[]): Uint8Array {
  const length = parts.reduce((sum, part) => sum + part.length, 0);
  const octets: number[] = [];
  for (let rest = length; rest > 0; rest >>>= 8) octets.unshift(rest & 255);
  const head = length < 128 ? [tag, length] : [tag, 128 + octets.length, ...octets];
  return Buffer.concat([Uint8Array.from(head), ...parts]);
}

/** Identifier octets of the elements a seal is made of. */
export const tag = { octets: 0x04, sequence: 0x30, set: 0x31, context0: 0xa0 } as const;

/** A SET OF: DER wants its elements in the order of their encodings (X.690, 11.6). */
export function derSetOf(mark: number, elements: readonly Uint8Array[]): Uint8Array {
  return der(mark, ...elements.toSorted((a, b) => Buffer.compare(a, b)));
}

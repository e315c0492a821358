import type { RegisterMaterial } from './register-file.js';

/** A material's ref: its entry in the library, or its place in the item's list. */
export function materialRef(itemId: string, { ref }: RegisterMaterial, place: number): string {
  return ref ?? `${itemId}-M${place + 1}`;
}

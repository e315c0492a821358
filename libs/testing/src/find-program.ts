import { accessSync, constants } from 'node:fs';
import { basename, delimiter, dirname, join } from 'node:path';

/**
 * Finds a program on PATH, or in the `sbin` beside a `bin` of it: Debian puts servers there, where the PATH of an ordinary
 * user does not lead.
 *
 * @param name e.g. `mariadbd`
 * @param path the PATH to look through
 * @returns its full path, or undefined
 */
export function findProgram(name: string, path: string): string | undefined {
  const places = path.split(delimiter).filter(Boolean);
  const beside = places.filter((place) => basename(place) === 'bin').map((place) => join(dirname(place), 'sbin'));
  return [...places, ...beside].map((place) => join(place, name)).find(isExecutable);
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

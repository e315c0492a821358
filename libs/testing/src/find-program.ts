import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

/**
 * Finds a program on PATH or where Debian puts servers.
 *
 * @param name e.g. `mariadbd`
 * @param path the PATH to look through
 * @returns its full path, or undefined
 */
export function findProgram(name: string, path: string): string | undefined {
  const places = [...path.split(delimiter), '/usr/sbin', '/usr/local/sbin', '/usr/local/bin'].filter(Boolean);
  return places.map((place) => join(place, name)).find(isExecutable);
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

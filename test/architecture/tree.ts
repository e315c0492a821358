import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The checkout. */
export const checkout = join(import.meta.dirname, '../..');

/** The small tree that breaks every rule. */
export const planted = join(import.meta.dirname, 'planted');

/**
 * TypeScript and proto files written by hand, as paths from the tree's root with `/`.
 *
 * @param tree the root
 * @param folders where to look, e.g. `services`
 */
export function sourceFiles(tree: string, ...folders: string[]): string[] {
  return folders
    .flatMap((folder) =>
      readdirSync(join(tree, folder), { recursive: true, encoding: 'utf8' }).map((path) => join(folder, path)),
    )
    .filter((path) => /\.(ts|proto)$/.test(path) && !path.startsWith('libs/contracts/src/gen/'))
    .sort();
}

/** The text of a file. */
export const textOf = (tree: string, path: string): string => readFileSync(join(tree, path), 'utf8');

import { dirname } from 'node:path';
import { sourceFiles, textOf } from './tree.js';

const bannedWords = /^(manager|helper|helpers|util|utils|data|info|processor|impl|base|common|shared|core|update)$/;
const bannedFunctions =
  /^\s*(?:export )?(?:private |protected |public )?(?:async )?(?:function )?(process|handleEvent)\([^)]*\)(?::[^{;]+)? \{/m;
const suffixes = /^(controller|handler|timer|query|dto|entity|states|repository|errors|config|module|spec|int-spec)$/;

/** Names that other people gave, and why they stay. */
export const allowedNames: Readonly<Record<string, string>> = {
  'libs/persistence/src/data-source.ts': 'DataSource is what TypeORM calls it',
  'libs/seals/src/signature/cms-signed-data.ts': 'SignedData is the type of RFC 5652',
  'services/identity/src/oidc/oidc-provider.d.ts':
    'types of a package without its own; `d` is how the compiler knows them',
  'services/identity/src/seed/identity-seed.schema.ts': 'a JSON schema, which is neither a dto nor an entity',
};

const words = (name: string): string[] =>
  name
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1-$2')
    .toLowerCase()
    .split(/[-./\d]+/);

function faultsOf(path: string, text: string): string[] {
  const faults: string[] = [];
  const file = path.slice(dirname(path).length + 1);
  if (words(path).some((word) => bannedWords.test(word))) faults.push('banned word in the path');
  if (!/^[a-z0-9-]+(\.[a-z-]+)*$/.test(file)) faults.push('not kebab-case');
  const [, ...endings] = file.split('.').slice(0, -1);
  if (path.startsWith('services/') && path.includes('/src/') && endings.join('.') !== 'states.spec') {
    if (endings.some((ending) => !suffixes.test(ending))) faults.push('unknown suffix');
  }
  for (const [, name = ''] of text.matchAll(/^(?:export )?(?:abstract )?(?:class|interface|type|enum) (\w+)/gm)) {
    if (words(name).some((word) => bannedWords.test(word))) faults.push(`banned word in ${name}`);
  }
  const called = bannedFunctions.exec(text)?.[1];
  if (called !== undefined) faults.push(`banned function ${called}`);
  return faults;
}

/**
 * Names that the glossary forbids.
 *
 * @param tree the root
 * @returns each as `path: fault`
 */
export function forbiddenNames(tree: string, ...folders: string[]): string[] {
  return sourceFiles(tree, ...folders)
    .filter((path) => !path.includes('architecture/planted/') && !(path in allowedNames))
    .flatMap((path) => faultsOf(path, textOf(tree, path)).map((fault) => `${path}: ${fault}`));
}

import { checkout, sourceFiles, textOf } from './tree.js';

/** The names in use, by the glossary's section that must explain them. */
export type Vocabulary = Readonly<Record<string, ReadonlySet<string>>>;

interface Edge {
  from: readonly string[];
  to: string;
}

const all = (text: string, pattern: RegExp): string[] => [...text.matchAll(pattern)].map(([, found = '']) => found);

/** Acts and states of every `*.states.ts` under services. */
async function actsAndStates(files: readonly string[]): Promise<{ acts: Set<string>; states: Set<string> }> {
  const acts = new Set<string>();
  const states = new Set<string>();
  for (const path of files.filter((name) => name.endsWith('.states.ts'))) {
    const module = (await import(`${checkout}/${path}`)) as Record<string, Record<string, Edge>>;
    const tables = Object.entries(module).filter(([name]) => name.endsWith('Transitions'));
    if (tables.length === 0) throw new Error(`${path} exports no transitions`);
    for (const [act, { from, to }] of tables.flatMap(([, table]) => Object.entries(table))) {
      acts.add(act);
      for (const state of [...from, to]) if (state !== 'new') states.add(state);
    }
  }
  return { acts, states };
}

/** Nouns and verbs of the routes: every fixed part of their paths. */
function routeWords(files: readonly string[]): Set<string> {
  const paths = files
    .filter((path) => path.endsWith('.controller.ts'))
    .flatMap((path) => all(textOf(checkout, path), /^\s*@(?:Controller|Get|Post|Put|Patch|Delete)\('([^']+)'\)/gm));
  return new Set(paths.flatMap((path) => path.split('/')).filter((word) => word !== '' && !word.startsWith(':')));
}

/** Collects the names in use from the contracts, the tables, the states, the routes and the policy. */
export async function vocabularyInUse(): Promise<Vocabulary> {
  const files = sourceFiles(checkout, 'services', 'libs').filter((path) => path.includes('/src/'));
  const generated = sourceFiles(checkout, 'proto');
  const texts = (suffix: string): string[] =>
    files.filter((path) => path.endsWith(suffix)).map((path) => textOf(checkout, path));
  const { acts, states } = await actsAndStates(files);
  return {
    Messages: new Set(generated.flatMap((path) => all(textOf(checkout, path), /^message (\w+)/gm))),
    Aggregates: new Set(texts('.repository.ts').flatMap((text) => all(text, /^ {2}aggregate: '([^']+)'/gm))),
    Entities: new Set(
      texts('.entity.ts').flatMap((text) => all(text, /^@Entity\([^)]*\)\n(?:@[^\n]*\n)*export class (\w+)/gm)),
    ),
    Acts: acts,
    States: states,
    Routes: routeWords(files),
    Rights: new Set(all(textOf(checkout, 'libs/access/src/policy/policy.ts'), /^ {2}'([a-z-]+\.[a-z-]+)': /gm)),
    Roles: new Set(all(textOf(checkout, 'libs/access/src/policy/policy.ts'), /^ {2}'([a-z-]+)', \/\//gm)),
  };
}

import ts from 'typescript';
import { sourceFiles, textOf } from './tree.js';

/** Something only a few places may do. */
export interface SourceRule {
  name: string;
  /** Whether this node of the syntax tree does it. */
  does(node: ts.Node): boolean;
  /** A file, or a folder ending in `/`, and why it may. */
  allowed: Readonly<Record<string, string>>;
}

const isCall = (node: ts.Node, text: string): boolean =>
  ts.isCallExpression(node) && node.expression.getText() === text;

/** The rules of the source that imports cannot show. */
export const sourceRules: readonly SourceRule[] = [
  {
    name: 'environment-only-in-config',
    does: (node) =>
      (ts.isPropertyAccessExpression(node) && node.getText() === 'process.env') ||
      (ts.isImportSpecifier(node) && (node.propertyName ?? node.name).text === 'env'),
    allowed: {
      'libs/service-kit/src/config/load-config.ts': 'the one place a service reads its environment, validated at once',
      'libs/testing/src/': 'finds the programs of private servers and hands its environment on to them',
    },
  },
  {
    name: 'time-only-from-clock',
    does: (node) =>
      (ts.isNewExpression(node) && node.expression.getText() === 'Date' && (node.arguments?.length ?? 0) === 0) ||
      isCall(node, 'Date.now') ||
      isCall(node, 'Date'),
    allowed: {
      'libs/service-kit/src/time/clock.ts': 'the Clock itself: the wall, and business time on top of it',
    },
  },
  {
    name: 'ids-only-from-service-kit',
    does: (node) =>
      isCall(node, 'Math.random') ||
      (ts.isImportSpecifier(node) && (node.propertyName ?? node.name).text === 'randomUUID') ||
      (ts.isImportDeclaration(node) && node.moduleSpecifier.getText() === "'ulid'"),
    allowed: {
      'libs/service-kit/src/ids.ts': 'makes the ids',
      'libs/persistence/src/work.ts': 'spreads the pauses between two tries of a transaction; no id comes of it',
    },
  },
];

/** A place that breaks a rule, or an allowance nobody uses. */
export type Finding = readonly [rule: string, path: string];

const isAllowed = (rule: SourceRule, path: string): boolean =>
  Object.keys(rule.allowed).some((place) => (place.endsWith('/') ? path.startsWith(place) : path === place));

function rulesBrokenBy(source: ts.SourceFile): Set<SourceRule> {
  const broken = new Set<SourceRule>();
  const visit = (node: ts.Node): void => {
    for (const rule of sourceRules) if (rule.does(node)) broken.add(rule);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return broken;
}

/**
 * Reads the running code: `src` of services and libs. Tests and deploy/ are outside: they play the world around the
 * services, which has an environment, a time and ids of its own.
 *
 * @param tree the root
 * @returns what breaks a rule, and with the rule's name and the place allowances that nobody uses
 */
export function checkSources(tree: string): { broken: Finding[]; idle: Finding[] } {
  const broken: Finding[] = [];
  const used = new Set<string>();
  for (const path of sourceFiles(tree, 'services', 'libs')) {
    if (!path.includes('/src/') || path.endsWith('.spec.ts')) continue;
    const source = ts.createSourceFile(path, textOf(tree, path), ts.ScriptTarget.ESNext, true);
    for (const rule of rulesBrokenBy(source)) {
      if (!isAllowed(rule, path)) broken.push([rule.name, path]);
      for (const place of Object.keys(rule.allowed)) if (path.startsWith(place)) used.add(`${rule.name} ${place}`);
    }
  }
  const idle = sourceRules.flatMap(({ name, allowed }) =>
    Object.keys(allowed).flatMap((place): Finding[] => (used.has(`${name} ${place}`) ? [] : [[name, place]])),
  );
  return { broken, idle };
}

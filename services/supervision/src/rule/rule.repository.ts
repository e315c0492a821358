import type { DataSource } from 'typeorm';
import type { EventAuthority } from '#lib/contracts';
import { Door } from '#lib/messaging';
import type { Tx } from '#lib/persistence';
import type { ClockKind } from '../clock/clock-reading.js';
import type { CardRule } from './owed-cards.js';
import { RuleVersion } from './rule-version.entity.js';
import { Rule } from './rule.entity.js';
import { ruleTransitions } from './rule.states.js';

/** The one door of a rule. */
export const ruleDoor = new Door({
  aggregate: 'rule',
  noun: { zh: '监察规则', en: 'rule' },
  entity: Rule,
  key: 'ruleId',
  transitions: ruleTransitions,
});

/** A handful of rules with a handful of versions each. */
const most = 2_000;

type RulesByKind = ReadonlyMap<ClockKind, CardRule[]>;

/** The versions one process remembers of one database, and those that bind each region it met. */
interface Memory {
  published: string;
  versions: readonly RuleVersion[];
  byRegion: Map<string, RulesByKind>;
}

const remembered = new WeakMap<DataSource, Memory>();

/** The part of a read that asks which versions of which rules were published, for `recallRules`. */
export const rulesPublished = { entity: Rule, where: {}, only: ['ruleId', 'version'] } as const;

/**
 * The versions of the rules that bind a region, by kind of clock, oldest version first: the newest that binds it counts.
 * They come from memory, since a version never changes, as long as no other was published.
 *
 * @param published what `rulesPublished` found
 */
export async function recallRules(
  tx: Tx,
  published: readonly Pick<Rule, 'ruleId' | 'version'>[],
  region: string,
): Promise<RulesByKind> {
  let memory = remembered.get(tx.manager.dataSource);
  if (memory?.published !== publication(published)) {
    const versions = await listRuleVersions(tx);
    memory = { published: publication(newestOf(versions)), versions, byRegion: new Map() };
    remembered.set(tx.manager.dataSource, memory);
  }
  const rules = memory.byRegion.get(region) ?? byKind(memory.versions.filter((one) => region.startsWith(one.region)));
  memory.byRegion.set(region, rules);
  return rules;
}

const publication = (rules: readonly Pick<Rule, 'ruleId' | 'version'>[]): string =>
  rules
    .map(({ ruleId, version }) => `${ruleId} ${version}`)
    .sort()
    .join();

/** Versions come in the order of their rules, newest last. */
const newestOf = (versions: readonly RuleVersion[]): RuleVersion[] =>
  versions.filter(({ ruleId }, place) => versions[place + 1]?.ruleId !== ruleId);

function byKind(versions: readonly RuleVersion[]): RulesByKind {
  const kinds = new Map<ClockKind, CardRule[]>();
  for (const version of versions) kinds.set(version.clockKind, [...(kinds.get(version.clockKind) ?? []), version]);
  return kinds;
}

/** Every version of every rule. */
export async function listRuleVersions(tx: Tx): Promise<RuleVersion[]> {
  return tx.find(RuleVersion, { order: { ruleId: 'ASC', version: 'ASC' }, take: most });
}

/** A rule by id, or undefined. */
export async function findRule(tx: Tx, ruleId: string): Promise<Rule | undefined> {
  return tx.findOne(Rule, { where: { ruleId } });
}

/** Publishes a version of a rule. @param current the rule as read, undefined for a new one */
export async function publishRule(
  tx: Tx,
  current: Rule | undefined,
  content: Omit<RuleVersion, 'version' | 'publishedBy'>,
  by: EventAuthority,
): Promise<Rule> {
  const { ruleId, clockKind, colour, region } = content;
  const it = current ?? (await ruleDoor.enter(tx, { ruleId, clockKind, colour, region }, 'publish', by, null));
  if (current !== undefined) await ruleDoor.advance(tx, current, 'publish', by, null);
  await tx.insert(RuleVersion, { ...content, version: it.version, publishedBy: by.personId });
  return it;
}

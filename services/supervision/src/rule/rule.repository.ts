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

/** The versions of the rules that bind a region, by kind of clock, oldest version first: the newest that binds it counts. */
export async function rulesOf(tx: Tx, region: string): Promise<ReadonlyMap<ClockKind, CardRule[]>> {
  const versions = (await listRuleVersions(tx)).filter((version) => region.startsWith(version.region));
  const byKind = new Map<ClockKind, CardRule[]>();
  for (const version of versions) byKind.set(version.clockKind, [...(byKind.get(version.clockKind) ?? []), version]);
  return byKind;
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

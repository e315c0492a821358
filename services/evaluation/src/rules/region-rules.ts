import { type ValidationArguments, ValidatorConstraint, type ValidatorConstraintInterface } from 'class-validator';

/** What a region sets for its evaluations. Provinces differ; the defaults are the strictest known. */
export interface RegionRules {
  /** Natural days without a rating until the default one is recorded; 0 records none. */
  defaultAfterDays: number;
  /** Natural days for which an invitation can be used. */
  invitationDays: number;
  /** Working days to contact whoever rated badly, at least one: none after a day of rest would be due on that day. */
  contactWithinDays: number;
  /** Working days to be done with a rectification, at least one. */
  rectifyWithinDays: number;
  /** A rating that comes fewer seconds after its invitation was made by a machine. */
  tooSoonSeconds: number;
  /** How many alike within a minute make a burst. */
  burst: number;
}

/** What holds where a region sets nothing. */
export const usualRules: RegionRules = {
  defaultAfterDays: 7,
  invitationDays: 15,
  contactWithinDays: 1,
  rectifyWithinDays: 5,
  tooSoonSeconds: 3,
  burst: 5,
};

type Settings = Record<string, Partial<RegionRules>>;

/**
 * The rules of a region: each setting from the longest prefix that names it, else the usual one.
 *
 * @param settings checked JSON text by region prefix
 * @param region the region's code (GB/T 2260)
 */
export function rulesOf(settings: string, region: string): RegionRules {
  const parsed = JSON.parse(settings) as Settings;
  const nearestLast = Object.keys(parsed)
    .filter((prefix) => region.startsWith(prefix))
    .sort((one, other) => one.length - other.length);
  return nearestLast.reduce<RegionRules>((rules, prefix) => ({ ...rules, ...parsed[prefix] }), usualRules);
}

const leastOf = (rule: string): number => (rule === 'contactWithinDays' || rule === 'rectifyWithinDays' ? 1 : 0);

/** Why a text is no such settings, or undefined when it is. */
export function settingsFault(text: unknown): string | undefined {
  const parsed = parse(text);
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) return 'must be a JSON object by region';
  for (const [region, rules] of Object.entries(parsed)) {
    if (!/^\d{2,6}$/.test(region)) return `${region} is no region prefix of 2 to 6 digits`;
    for (const [name, value] of Object.entries((rules ?? {}) as object)) {
      if (!(name in usualRules)) return `${region}.${name} is none of ${Object.keys(usualRules).join(', ')}`;
      const least = leastOf(name);
      if (!Number.isInteger(value) || value < least || value > 365)
        return `${region}.${name} must be a whole number, ${least} to 365`;
    }
  }
  return undefined;
}

function parse(text: unknown): unknown {
  try {
    return JSON.parse(String(text));
  } catch {
    return undefined;
  }
}

/** Checks the settings when the service starts. */
@ValidatorConstraint({ name: 'rulesByRegion' })
export class RulesByRegion implements ValidatorConstraintInterface {
  validate(value: unknown): boolean {
    return settingsFault(value) === undefined;
  }

  defaultMessage({ value }: ValidationArguments): string {
    return settingsFault(value) ?? '';
  }
}

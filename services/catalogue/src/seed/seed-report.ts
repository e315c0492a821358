import type { Finding } from '../item/finding.js';

/** How many were read and how many of them were new. */
export interface Counted {
  read: number;
  published: number;
}

/** What a load did, and everything it could not carry over. */
export interface SeedReport {
  /** `left`: items a person verified, changed or withdrew since, and which the file would change. */
  items: Counted & { left: readonly string[] };
  bundles: Counted;
  calendar: { label: string; publishedThrough: string; published: boolean };
  /** Lint examples in the register file: for tests, not part of the register. */
  examples: number;
  findings: readonly { of: string; finding: Finding }[];
  /** Members of bundles that are no items, with the overlay's reason or without one. */
  unmatched: readonly { bundleId: string; bundleName: string; name: string; departmentName: string; reason: string }[];
}

/**
 * The report in lines for whoever loads the seed.
 *
 * @param report what a load did
 * @returns counts, findings by code, what keeps items from being verified, and unmatched members by name
 */
export function reportLines({ items, bundles, calendar, examples, findings, unmatched }: SeedReport): string[] {
  const rejects = findings.filter(({ finding }) => finding.severity === 'reject');
  return [
    `事项 items: ${counted(items)}`,
    `人工改动过,未覆盖 changed by a person and left alone: ${items.left.join(', ') || '–'}`,
    `一件事 bundles: ${counted(bundles)}`,
    `工作日历 calendar: ${calendar.label} through ${calendar.publishedThrough}, ${calendar.published ? 'published' : 'unchanged'}`,
    `检查样例 lint examples, not loaded: ${examples}`,
    `发现 findings: ${findings.length}`,
    ...byCode(findings).map(([code, of]) => `  ${code}: ${of.length} (${[...new Set(of)].join(', ')})`),
    `须改正后方可核实 to be mended before verification: ${rejects.length}`,
    ...rejects.map(({ of, finding }) => `  ${of} ${finding.path}: ${finding.message.zh}`),
    `未对应事项的联办成员 members that are no items: ${unmatched.length}`,
    ...unmatched.map(
      ({ bundleId, bundleName, name, departmentName, reason }) =>
        `  ${bundleId} ${bundleName}: ${name}(${departmentName})${reason === '' ? '' : `——${reason}`}`,
    ),
  ];
}

const counted = ({ read, published }: Counted): string =>
  `${read} read, ${published} published, ${read - published} unchanged`;

function byCode(findings: SeedReport['findings']): [string, string[]][] {
  const found = new Map<string, string[]>();
  for (const { of, finding } of findings) found.set(finding.code, [...(found.get(finding.code) ?? []), of]);
  return [...found].sort(([a], [b]) => (a < b ? -1 : 1));
}

import { systemAuthority } from '#lib/access';
import type { WorkingCalendar } from '#lib/calendar';
import type { Tx, Work } from '#lib/persistence';
import { publishBundle } from '../bundle/bundle.repository.js';
import type { BundleContent } from '../bundle/bundle-content.js';
import { findCalendar, hasLabel, publishTable } from '../calendar/calendar.repository.js';
import type { Edition } from '../item/edition.js';
import { changedByPerson, findItem, publishEdition, wasPublished } from '../item/item.repository.js';
import { lintItem } from '../lint/lint-item.js';
import { applyPlan } from './apply-plan.js';
import { importBundle } from './import-bundle.js';
import { importItem } from './import-item.js';
import { aliasesOf } from './plans-contradictions.js';
import type { PlansFile } from './plans-file.js';
import { readHolidays } from './read-holidays.js';
import { readPlans } from './read-plans.js';
import { readRegister } from './read-register.js';
import type { RegisterFile } from './register-file.js';
import type { SeedReport } from './seed-report.js';

/** A seed file: what to call it in messages, and its text. */
export interface SeedFile {
  name: string;
  text: string;
}

/** The national calendar. */
const calendarId = 'cn';
const everywhere = { prefixes: [''] };
const by = systemAuthority;

/** The register, its overlay and the holiday notices. */
export interface SeedFiles {
  catalogue: SeedFile;
  /** Completes the register: joint departments, fees, bundles. */
  plans: SeedFile;
  holidays: SeedFile;
}

/**
 * Loads a register file with its overlay and the holiday notices, all or nothing. What was published before, in whatever version, is left
 * alone: a second load publishes nothing, and an item somebody verified or withdrew meanwhile stays as they left it.
 *
 * @param work the catalogue's transactions, on a data source with `CATALOGUE_ENTITIES`
 * @param files the register, its overlay and the notices
 * @param region whose register it is (GB/T 2260)
 * @returns what was done, and all that could not be carried over
 * @throws SeedFileInvalid with line and JSON path of every fault; nothing was changed then
 */
export async function seedCatalogue(work: Work, files: SeedFiles, region: string): Promise<SeedReport> {
  const register = readRegister(files.catalogue.name, files.catalogue.text);
  const table = readHolidays(files.holidays.name, files.holidays.text);
  const plans = readPlans(files.plans.name, files.plans.text, register);
  const { editions, bundles } = completed(register, plans);
  return work.run(
    async (tx) => ({
      calendar: await loadCalendar(tx, table, region),
      items: await loadItems(tx, editions, region),
      bundles: { read: bundles.length, published: await loadBundles(tx, bundles, region) },
      examples: register.lint_cases.length,
      findings: [...editions.flatMap((edition) => findingsOf(edition, editions)), ...bundles.flatMap(bundleFindings)],
      unmatched: bundles.flatMap(unmatchedOf),
    }),
    { id: 'seed' },
  );
}

/** The register's items and bundles as the overlay completes them, and the items it adds. */
function completed(register: RegisterFile, plans: PlansFile): { editions: Edition[]; bundles: BundleContent[] } {
  const aliases = aliasesOf(plans);
  const planOf = (id: string) => plans.plans.find(({ item }) => item === id);
  const bundlePlanOf = (id: string) => plans.bundles.find(({ bundle }) => bundle === id);
  return {
    editions: [...register.items, ...plans.items].map((item) => applyPlan(importItem(item), planOf(item.id), aliases)),
    bundles: register.bundles.map((bundle) => importBundle(bundle, bundlePlanOf(bundle.id), aliases)),
  };
}

async function loadCalendar(tx: Tx, table: WorkingCalendar, region: string): Promise<SeedReport['calendar']> {
  const { version: label, publishedThrough } = table;
  const published = !(await hasLabel(tx, calendarId, label));
  const current = await findCalendar(tx, everywhere, calendarId);
  if (published) await publishTable(tx, current, table, { calendarId, region, by });
  return { label, publishedThrough, published };
}

async function loadItems(tx: Tx, editions: readonly Edition[], region: string): Promise<SeedReport['items']> {
  let published = 0;
  const left: string[] = [];
  for (const edition of editions) {
    if (await wasPublished(tx, edition)) continue;
    const current = await findItem(tx, everywhere, edition.item.itemId);
    if (current !== undefined && (await changedByPerson(tx, current))) {
      left.push(current.itemId);
      continue;
    }
    await publishEdition(tx, current, edition, { region, by, effectiveFrom: tx.now });
    published += 1;
  }
  return { read: editions.length, published, left };
}

async function loadBundles(tx: Tx, bundles: readonly BundleContent[], region: string): Promise<number> {
  let published = 0;
  for (const bundle of bundles) if (await publishBundle(tx, bundle, { region, by })) published += 1;
  return published;
}

function findingsOf({ item, guide, findings }: Edition, all: readonly Edition[]): SeedReport['findings'] {
  const peers = all
    .filter((other) => other.item.itemId !== item.itemId)
    .map((other) => ({
      itemId: other.item.itemId,
      name: other.item.name,
      baseCode: other.guide.baseCode,
      level: other.guide.level,
    }));
  return [...findings, ...lintItem({ item, guide, peers })].map((finding) => ({ of: item.itemId, finding }));
}

const bundleFindings = ({ bundleId, findings }: BundleContent): SeedReport['findings'] =>
  findings.map((finding) => ({ of: bundleId, finding }));

const unmatchedOf = ({ bundleId, name: bundleName, unmatched }: BundleContent): SeedReport['unmatched'] =>
  unmatched.map(({ name, departmentName, reason }) => ({ bundleId, bundleName, name, departmentName, reason }));

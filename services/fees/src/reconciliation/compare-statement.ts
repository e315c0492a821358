/** What can differ: only there, only here, another amount, somebody else's, told twice; or a line nobody can read. */
export type DifferenceKind =
  'missing-here' | 'missing-there' | 'amount-differs' | 'belongs-elsewhere' | 'twice' | 'unreadable';

/** A movement of money, here or on the statement. */
export interface Entry {
  /** `paid:<transaction>` or `refunded:<refund>` */
  key: string;
  amountFen: bigint;
  /** Whose it is: the pay code of a payment, the payment of a refund. */
  of: string;
}

/** One difference. */
export interface FoundDifference<E extends Entry> {
  kind: DifferenceKind;
  key: string;
  hereFen: bigint | null;
  thereFen: bigint | null;
  /** The statement's line, where it has one. */
  line: E | undefined;
}

/**
 * Compares a day's statement with what is recorded here (日终对账).
 *
 * @param here what is recorded, each key once
 * @param there the statement's lines as they came
 * @returns every difference, one for each key and kind, and the keys on which both agree
 */
export function compareStatement<E extends Entry>(
  here: readonly Entry[],
  there: readonly E[],
): { differences: FoundDifference<E>[]; matched: string[] } {
  const lines = new Map<string, E[]>();
  for (const line of there) lines.set(line.key, [...(lines.get(line.key) ?? []), line]);
  const recorded = new Map(here.map((entry) => [entry.key, entry]));
  const keys = [...new Set([...recorded.keys(), ...lines.keys()])].sort();
  const differences = keys.flatMap((key) => differencesOf(key, recorded.get(key), lines.get(key) ?? []));
  const differing = new Set(differences.filter(({ kind }) => kind !== 'twice').map(({ key }) => key));
  return { differences, matched: keys.filter((key) => !differing.has(key)) };
}

function differencesOf<E extends Entry>(key: string, here: Entry | undefined, lines: E[]): FoundDifference<E>[] {
  const [line] = lines;
  const found = { key, hereFen: here?.amountFen ?? null, thereFen: line?.amountFen ?? null, line };
  const kinds: DifferenceKind[] = lines.length > 1 ? ['twice'] : [];
  if (line === undefined) kinds.push('missing-there');
  else if (here === undefined) kinds.push('missing-here');
  else {
    if (lines.some(({ amountFen }) => amountFen !== here.amountFen)) kinds.push('amount-differs');
    if (lines.some(({ of }) => of !== here.of)) kinds.push('belongs-elsewhere');
  }
  return kinds.map((kind) => ({ kind, ...found }));
}

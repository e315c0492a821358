/**
 * The regions somebody may see: prefixes of GB/T 2260 codes (`530129` a county, `5301` a city, `53` a province).
 * Repositories take it always, so a query without a region cannot be written.
 */
export interface RegionScope {
  readonly prefixes: readonly string[];
}

/**
 * Whether a row's region lies in the scope.
 *
 * @param scope the reader's regions
 * @param region the row's region code
 */
export function withinRegion(scope: RegionScope, region: string): boolean {
  return scope.prefixes.some((prefix) => region.startsWith(prefix));
}

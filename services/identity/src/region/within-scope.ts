import { Brackets, type ObjectLiteral, type SelectQueryBuilder } from 'typeorm';
import type { RegionScope } from '#lib/persistence';

/**
 * Narrows a query to the regions of its reader.
 *
 * @param query a query over a table with a `region` column
 * @param scope the reader's regions; none shows nothing
 */
export function withinScope<E extends ObjectLiteral>(
  query: SelectQueryBuilder<E>,
  scope: RegionScope,
): SelectQueryBuilder<E> {
  return query.andWhere(
    new Brackets((regions) => {
      regions.where('1 = 0');
      scope.prefixes.forEach((prefix, at) => {
        regions.orWhere(`${query.alias}.region LIKE :region${at}`, { [`region${at}`]: `${prefix}%` });
      });
    }),
  );
}

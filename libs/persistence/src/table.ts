import type { EntityManager, EntityMetadata, EntityTarget, ObjectLiteral } from 'typeorm';

type Column = EntityMetadata['columns'][number];

/** A table as SQL says it, read out of the entity's metadata once. */
export interface Table {
  /** Quoted. */
  readonly name: string;
  readonly columns: readonly Column[];
  /** The columns that a find reads. */
  readonly selected: readonly Column[];
  /** Those, each named as the property it goes to. */
  readonly selection: string;
  /** The column counted up by every change, quoted. */
  readonly version: string | undefined;
  columnOf(property: string): Column;
}

const known = new WeakMap<EntityMetadata, Table>();

export const quoted = (name: string): string => `\`${name}\``;

/** The table of an entity. */
export function tableOf<E extends ObjectLiteral>(manager: EntityManager, entity: EntityTarget<E>): Table {
  const metadata = manager.dataSource.getMetadata(entity);
  const table = known.get(metadata) ?? read(metadata);
  known.set(metadata, table);
  return table;
}

function read(metadata: EntityMetadata): Table {
  const columns = new Map(metadata.columns.map((column) => [column.propertyName, column]));
  // Bytes that only one read wants are marked `select: false`, and are left in the database.
  const selected = metadata.columns.filter(({ isSelect }) => isSelect);
  const named = selected.map((column) => `${quoted(column.databaseName)} AS ${quoted(column.propertyName)}`);
  return {
    name: quoted(metadata.tableName),
    columns: metadata.columns,
    selected,
    selection: named.join(', '),
    version: metadata.versionColumn === undefined ? undefined : quoted(metadata.versionColumn.databaseName),
    columnOf: (property) => {
      const column = columns.get(property);
      if (column === undefined) throw new Error(`${metadata.name} has no column ${property}`);
      return column;
    },
  };
}

/** A value as the driver takes it. */
export function toColumn(manager: EntityManager, column: Column, value: unknown): unknown {
  return manager.dataSource.driver.preparePersistentValue(value, column);
}

/** A row as the driver gave it, as its entity. */
export function toEntity<E extends ObjectLiteral>(
  manager: EntityManager,
  entity: EntityTarget<E>,
  row: Record<string, unknown>,
): E {
  const { driver } = manager.dataSource;
  const made = manager.dataSource.getMetadata(entity).create() as Record<string, unknown>;
  for (const column of tableOf(manager, entity).selected) {
    made[column.propertyName] = driver.prepareHydratedValue(row[column.propertyName], column);
  }
  return made as E;
}

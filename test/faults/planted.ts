/** Something done to rows of a table, and undone by putting the rows back as they were. */
export interface Planted {
  table: string;
  where: string;
  change: string;
  broken: string[];
}

/** The first row of a table by a key, of those that are meant. */
export const first = (table: string, key: string, where = 'TRUE'): string =>
  `${key} = (SELECT * FROM (SELECT MIN(${key}) FROM ${table} WHERE ${where}) one)`;

/** A row that is put in beside the others, and taken out again. */
export const putIn = (key: string): string => `${key} = 'planted'`;

/** Whether what is meant was put in. */
export const isPutIn = (where: string): boolean => where.endsWith(` = 'planted'`);

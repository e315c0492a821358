import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * How many characters each text column of a service holds, by `table.column`, once its migrations have run.
 *
 * @param migrations oldest first; they say their statements and touch no database
 */
export async function widthsOf(migrations: readonly (new () => MigrationInterface)[]): Promise<Map<string, number>> {
  const widths = new Map<string, number>();
  const query = async (sql: string): Promise<void> => Promise.resolve(note(widths, sql));
  for (const Migration of migrations) await new Migration().up({ query } as unknown as QueryRunner);
  return widths;
}

/** Reads the widths that one statement sets; a later statement changes what an earlier one set. */
function note(widths: Map<string, number>, sql: string): void {
  const table = /^\s*(?:CREATE|ALTER)\s+TABLE\s+(\w+)/i.exec(sql)?.[1];
  if (table === undefined) return;
  for (const [, column, width] of sql.matchAll(/(\w+)`?\s+(?:var)?char\((\d+)\)/gi)) {
    widths.set(`${table}.${column}`, Number(width));
  }
}

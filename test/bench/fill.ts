import { openOperatorConnection, type OperatorConnection } from '#lib/testing';

/*
 * Fills the services' tables with copies of one finished case, so that the load meets tables of the size of a town's year.
 * Every id and number of the case gets a running number at its end; sealed papers are copied without their bytes, which
 * would be 200 KB a case and are read by key alone.
 */

interface ColumnRow {
  table: string;
  name: string;
  type: string;
  extra: string;
}

const services = ['intake', 'review', 'certificates', 'dispatch', 'supervision', 'evaluation'] as const;
const perStatement = 20_000;
/** Rows of these are about the service, not about a case. */
const notOfCases = new Set(['migration', 'relay_lease', 'number_sequence', 'business_time', 'idempotency_key']);

/**
 * Brings the services to a number of existing cases.
 *
 * @param rootUrl administrator's address
 * @param cases how many there should be
 * @returns how many were there before
 */
export async function fillCases(rootUrl: string, cases: number): Promise<number> {
  const connection = await openOperatorConnection(rootUrl);
  try {
    const counted = 'SELECT COUNT(*) AS there FROM yc_intake.service_case';
    const [{ there } = { there: 0 }] = await connection.rows<{ there: number }>(counted);
    const missing = cases - there;
    if (missing <= 0) return there;
    const names = await namesOfTemplate(connection);
    // Nobody replays the copies: written to the binary log as well, they would take twice as long.
    await connection.rows('SET SESSION sql_log_bin = 0, unique_checks = 0');
    for (const service of services) await fillService(connection, `yc_${service}`, names, there, missing);
    return there;
  } finally {
    await connection.end();
  }
}

/**
 * Everything that names the oldest closed case: its ids in every service, its number, its papers' numbers. The oldest, for of it
 * nothing is under way any more: a copied paper could never be sealed, since its words are bound to the id of the first.
 */
async function namesOfTemplate(connection: OperatorConnection): Promise<string[]> {
  const one = async (sql: string): Promise<string[]> =>
    (await connection.rows<Record<string, string>>(sql)).flatMap((row) => Object.values(row));
  const [caseId = '', applicationId = '', caseNumber = ''] = await one(
    `SELECT case_id, application_id, case_number FROM yc_intake.service_case
      WHERE state = 'closed' AND item_id = 'BENCH1' ORDER BY case_id LIMIT 1`,
  );
  const orders = await one(`SELECT order_id FROM yc_dispatch.dispatch_order WHERE case_id = '${caseId}'`);
  const certificates = await one(
    `SELECT certificate_id, number, identifier FROM yc_certificates.certificate WHERE case_id = '${caseId}'`,
  );
  const subjects = [caseId, applicationId, ...orders, ...certificates].map((id) => `'${id}'`).join(', ');
  const papers: string[] = [];
  for (const service of ['intake', 'review', 'certificates', 'dispatch']) {
    papers.push(
      ...(await one(`SELECT document_id, number FROM yc_${service}.sealed_document WHERE subject_id IN (${subjects})`)),
    );
  }
  const all = [caseId, applicationId, caseNumber, ...orders, ...certificates, ...papers].filter((name) => name !== '');
  return [...new Set(all)].sort((a, b) => b.length - a.length);
}

async function fillService(
  connection: OperatorConnection,
  schema: string,
  names: readonly string[],
  from: number,
  count: number,
): Promise<void> {
  const columns = await connection.rows<ColumnRow>(
    `SELECT table_name AS \`table\`, column_name AS name, data_type AS type, extra FROM information_schema.columns
      WHERE table_schema = '${schema}' ORDER BY table_name, ordinal_position`,
  );
  const tables = [...new Set(columns.map(({ table }) => table))].filter((table) => !notOfCases.has(table));
  for (const table of tables) {
    const own = columns.filter((column) => column.table === table && column.extra !== 'auto_increment');
    const texts = own.filter(({ type }) => type === 'varchar' || type === 'char');
    const about = texts.map(({ name }) => `\`${name}\` IN (${names.map((one) => `'${one}'`).join(', ')})`);
    if (about.length === 0) continue;
    await copyRows(connection, `${schema}.\`${table}\``, own, about.join(' OR '), names, { from, count });
  }
}

async function copyRows(
  connection: OperatorConnection,
  table: string,
  columns: readonly ColumnRow[],
  about: string,
  names: readonly string[],
  { from, count }: { from: number; count: number },
): Promise<void> {
  const listed = columns.map(({ name }) => `\`${name}\``).join(', ');
  const picked = columns.map((column) => copyOf(column, names)).join(', ');
  // A sequence is read as a table of some schema, whichever.
  const [schema = ''] = table.split('.');
  for (let done = 0; done < count; done += perStatement) {
    const first = from + done + 1;
    const last = from + Math.min(done + perStatement, count);
    await connection.rows(
      `INSERT IGNORE INTO ${table} (${listed}) SELECT ${picked} FROM (SELECT * FROM ${table} WHERE ${about}) template
        JOIN ${schema}.seq_${first}_to_${last} running`,
    );
  }
}

/** A column of a copy: ids and numbers are told apart by the running number, bytes are left out. */
function copyOf({ name, type }: ColumnRow, names: readonly string[]): string {
  const column = `template.\`${name}\``;
  if (name === 'pdf') return `NULL`;
  // Said, but in no stream that is known: named with a stream, the copies would make the relay say everything anew.
  if (name === 'stream_created' || name === 'stream_seq') return 'NULL';
  if (name === 'event_id' || name === 'fact_id' || name === 'audit_id' || name === 'sha256') return tail(column);
  if (type !== 'varchar' && type !== 'char') return column;
  return names.reduce((sql, one) => `REPLACE(${sql}, '${one}', ${tail(`'${one}'`)})`, column);
}

/** A text with the running number over its end, so that it stays as long as it was. */
const tail = (text: string): string => `CONCAT(LEFT(${text}, CHAR_LENGTH(${text}) - 7), LPAD(running.seq, 7, '0'))`;

import type { BusView, StoredMessage, StreamView } from '#lib/messaging';
import type { OperatorConnection } from '#lib/testing';
import type { ServiceCode } from './service-code.js';
import { sideSchema } from './side-tables.js';

const rowsAtOnce = 500;

/** Puts rows into a side table, some hundred in a statement. */
export async function fill(db: OperatorConnection, table: string, rows: unknown[][]): Promise<void> {
  for (let at = 0; at < rows.length; at += rowsAtOnce) {
    await db.rows(`INSERT INTO ${sideSchema}.${table} VALUES ?`, [rows.slice(at, at + rowsAtOnce)]);
  }
}

/** Copies every stream, page by page, and the progress of its durables. */
export async function copyStreams(db: OperatorConnection, bus: BusView): Promise<void> {
  for (const stream of await bus.streams()) {
    const source = stream.name.replace(/^EVT_/, '').toLowerCase();
    await fill(db, 'stream', [[stream.name, source, stream.created, stream.firstSeq, stream.lastSeq]]);
    for await (const page of bus.pages(stream)) await fill(db, 'message', rowsOf(stream, source, page));
    const durables = await bus.durables(stream.name);
    await fill(
      db,
      'durable',
      durables.map(({ name, ackFloor, pending, unacknowledged }) => [
        stream.name,
        name,
        ackFloor,
        pending + unacknowledged,
      ]),
    );
  }
}

function rowsOf(stream: StreamView, source: string, page: StoredMessage[]): unknown[][] {
  return page.map(({ seq, messageId, subject, payloadSha256, envelope, fault }) => [
    stream.name,
    seq,
    messageId.slice(0, 80),
    source,
    subject,
    envelope?.eventId ?? '',
    envelope?.type ?? '',
    envelope?.aggregate ?? '',
    envelope?.aggregateId ?? '',
    envelope?.aggregateVersion ?? 0,
    envelope?.region ?? '',
    envelope?.authority.personId ?? '',
    payloadSha256,
    fault?.slice(0, 200) ?? null,
  ]);
}

/** Copies what the code says of each service: its acts and what it hears. */
export async function copyCode(db: OperatorConnection, code: ReadonlyMap<string, ServiceCode>): Promise<void> {
  for (const [service, { aggregates, heard }] of code) {
    const rules = aggregates.flatMap(({ aggregate, rules: all }) =>
      all.map(({ act, from, to, announces }) => [service, aggregate, act, from, to, announces]),
    );
    await fill(db, 'rule', rules);
    await fill(
      db,
      'heard',
      heard.map(({ source, type, handler }) => [service, source, type, handler]),
    );
  }
}

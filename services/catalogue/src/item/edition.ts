import { createHash } from 'node:crypto';
import { clone, fromJson, type JsonValue, toJson } from '@bufbuild/protobuf';
import { type ServiceItem, ServiceItemSchema } from '#lib/contracts';
import type { Finding } from './finding.js';
import type { Guide } from './guide.js';

/** All that one published version says: the plan's part, the guide's part, and what an import could not carry over. */
export interface Edition {
  item: ServiceItem;
  guide: Guide;
  /** Found while importing from a register file; empty for what was published by hand. */
  findings: readonly Finding[];
}

/** An edition as its row holds it, in JSON; the item as protobuf JSON, fen as decimal strings. */
export interface Written {
  item: JsonValue;
  guide: Guide;
  findings: readonly Finding[];
}

/** The item under a version number. */
export function numbered(item: ServiceItem, version: number): ServiceItem {
  return Object.assign(clone(ServiceItemSchema, item), { version });
}

/** An edition as text for its row, under a version number. */
export function writeEdition({ item, guide, findings }: Edition, version: number): string {
  const json = toJson(ServiceItemSchema, numbered(item, version), { alwaysEmitImplicit: true });
  return JSON.stringify({ item: json, guide, findings } satisfies Written);
}

/** What a row's text says, as it stands there: guides show these very words. */
export function writtenEdition(text: string): Written {
  return JSON.parse(text) as Written;
}

/** The edition in a row's text. */
export function readEdition(text: string): Edition {
  const { item, guide, findings } = writtenEdition(text);
  return { item: fromJson(ServiceItemSchema, item), guide, findings };
}

/** SHA-256 of what an edition says, whatever version number it gets. */
export function editionDigest(edition: Edition): string {
  return createHash('sha256').update(writeEdition(edition, 0)).digest('hex');
}

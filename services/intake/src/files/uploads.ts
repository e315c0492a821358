import type { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { fileTypeFromFile } from 'file-type';
import { digestMismatch, fileMissing, tooLarge, typeRefused } from '../material/material.errors.js';
import type { StoredFile } from '../material/material.repository.js';
import { FileStore, type Incoming, OverLimit } from './file-store.js';

/** 10 MB: a scanned form of a few dozen pages. */
const limit = 10 * 1024 * 1024;
const taken: readonly string[] = ['application/pdf', 'image/jpeg', 'image/png'];

/** Takes uploaded files into the store, after looking at what they are rather than at what they are called. */
@Injectable()
export class Uploads {
  constructor(private readonly store: FileStore) {}

  /**
   * @param body the request's bytes as they come
   * @param declared SHA-256 the sender promised, hexadecimal
   * @throws DomainError `material.too-large`, `material.file-missing`, `material.digest-mismatch`, `material.type-refused`
   */
  async take(body: Readable, declared: string): Promise<StoredFile> {
    const incoming = await this.store.take(body, limit).catch((error: unknown) => {
      throw error instanceof OverLimit ? tooLarge(limit) : error;
    });
    try {
      const type = await judge(incoming, declared);
      await this.store.keep(incoming);
      return { sha256: incoming.sha256, size: incoming.size, type };
    } catch (error) {
      await this.store.discard(incoming);
      throw error;
    }
  }
}

async function judge(incoming: Incoming, declared: string): Promise<string> {
  if (incoming.size === 0) throw fileMissing();
  if (incoming.sha256 !== declared) throw digestMismatch();
  const found = await fileTypeFromFile(incoming.path);
  if (found === undefined || !taken.includes(found.mime)) throw typeRefused(found?.mime);
  return found.mime;
}

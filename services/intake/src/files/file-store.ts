import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Readable } from 'node:stream';
import { newId } from '#lib/service-kit';

/** Bytes on disk that nothing refers to yet. */
export interface Incoming {
  path: string;
  sha256: string;
  /** Bytes. */
  size: number;
}

/** More bytes came than are allowed. */
export class OverLimit extends Error {}

/**
 * Uploaded files, each under the name of its content: the same file is kept once and nothing is ever overwritten. A
 * file is on the platter before its name appears, so a name in the database always has its bytes.
 */
export class FileStore {
  /** @param directory where the files lie; made when it is not there */
  constructor(private readonly directory: string) {}

  /**
   * Takes bytes in, counting and hashing while they come.
   *
   * @param body the bytes
   * @param limit the most bytes taken
   * @throws OverLimit as soon as the limit is passed; nothing stays behind
   */
  async take(body: Readable, limit: number): Promise<Incoming> {
    const path = join(this.directory, 'incoming', newId());
    await mkdir(dirname(path), { recursive: true });
    try {
      return await write(path, body, limit);
    } catch (error) {
      // What is still to come is read and dropped: left in the connection, it would hold up the next request on it.
      body.resume();
      await rm(path, { force: true });
      throw error;
    }
  }

  /** Gives what was taken in its place under its content's name. */
  async keep(incoming: Incoming): Promise<void> {
    const place = this.placeOf(incoming.sha256);
    await mkdir(dirname(place), { recursive: true });
    await rename(incoming.path, place);
    await syncDirectory(dirname(place));
  }

  /** Throws away what was taken in. */
  async discard(incoming: Incoming): Promise<void> {
    await rm(incoming.path, { force: true });
  }

  /** The bytes of a kept file. */
  read(sha256: string): Readable {
    return createReadStream(this.placeOf(sha256));
  }

  private placeOf(sha256: string): string {
    return join(this.directory, sha256.slice(0, 2), sha256.slice(2, 4), sha256);
  }
}

async function write(path: string, body: Readable, limit: number): Promise<Incoming> {
  const hash = createHash('sha256');
  const file = await open(path, 'wx', 0o600);
  let size = 0;
  try {
    // Destroying the request would cut the connection before the refusal is sent.
    for await (const chunk of body.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size > limit) throw new OverLimit();
      hash.update(chunk);
      await file.appendFile(chunk);
    }
    await file.sync();
  } finally {
    await file.close();
  }
  return { path, size, sha256: hash.digest('hex') };
}

/** A rename is durable only when its directory is. */
async function syncDirectory(path: string): Promise<void> {
  const directory = await open(path, 'r');
  try {
    await directory.sync();
  } finally {
    await directory.close();
  }
}

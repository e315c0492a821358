import { type FileHandle, mkdir, open } from 'node:fs/promises';
import { join } from 'node:path';
import { type JournalLine, journalDirectory } from '../check/client-journal.js';

/**
 * What the load did, kept outside the system under test: an operation is on the platter before it is sent, and what was
 * answered before anything follows from it. Lines that come together share one fsync.
 */
export class ClientLog {
  private waiting: { text: string; written: () => void; failed: (error: unknown) => void }[] = [];
  private writing = false;

  private constructor(private readonly file: FileHandle) {}

  /** @param name of the load */
  static async open(name: string): Promise<ClientLog> {
    await mkdir(journalDirectory(), { recursive: true });
    return new ClientLog(await open(join(journalDirectory(), `${name}.jsonl`), 'a', 0o600));
  }

  /** Writes a line; done when it is durable. */
  async write(line: JournalLine): Promise<void> {
    await new Promise<void>((written, failed) => {
      this.waiting.push({ text: `${JSON.stringify(line)}\n`, written, failed });
      if (!this.writing) void this.flush();
    });
  }

  /** Ends after everything is written. */
  async close(): Promise<void> {
    await this.file.close();
  }

  private async flush(): Promise<void> {
    this.writing = true;
    while (this.waiting.length > 0) {
      const batch = this.waiting.splice(0);
      try {
        await this.file.appendFile(batch.map(({ text }) => text).join(''));
        await this.file.datasync();
        for (const { written } of batch) written();
      } catch (error) {
        for (const { failed } of batch) failed(error);
      }
    }
    this.writing = false;
  }
}
